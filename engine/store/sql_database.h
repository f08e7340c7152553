#pragma once

#include <memory>

#include "engine/base/clock.h"
#include "engine/port/store.h"
#include "engine/store/session.h"

namespace riff {

// What OpenDatabase makes: sessions beside stores, for migrations and tokens.
class SqlDatabase final : public Database {
 public:
  SqlDatabase(SessionOptions options, Clock& clock) : options_(std::move(options)), clock_(clock) {}

  Result<std::unique_ptr<Store>> Open() override;
  Result<std::unique_ptr<Session>> OpenSession() const;
  Clock& clock() const { return clock_; }

  // Opens a session that lasts as long as this: the first failure shows at once, and a database in memory lives on
  // between two others.
  Result<void> Anchor();

  // The database that OpenDatabase made; any other is a bug of the caller's.
  static SqlDatabase& Of(Database& database);

 private:
  SessionOptions options_;
  Clock& clock_;
  std::unique_ptr<Session> anchor_;
};

}  // namespace riff
