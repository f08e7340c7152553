#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/error.h"
#include "engine/store/statement.h"

namespace riff {

struct SessionOptions {
  std::string path;       // A file's, or an in-memory database's "file:/name?vfs=memdb".
  Duration busy_time{0};  // How long one attempt waits for another's lock.
  enum class Kind { kFile, kMemory } kind = Kind::kFile;
};

enum class TransactionMode { kWrite, kRead };

// One connection with its kept statements. One thread at a time.
class Session {
 public:
  // Opens the file (making it when it is not there) in WAL with synchronous=FULL and foreign keys on, and checks that
  // all three took: a setting that silently did not would lose what was promised. kUnavailable when it cannot be
  // opened; kInvalid when the file is no database.
  static Result<std::unique_ptr<Session>> Open(const SessionOptions& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Runs `body` in a transaction: committed when it succeeds, else rolled back. A busy database is tried a bounded
  // number of times, so the body may run more than once. What the database throws inside ends here as an Error:
  // kUnavailable when it was busy, full or unreachable (nothing was done), kAmbiguous when writing failed at the
  // commit, kConflict when a constraint refused, kInvalid else. One transaction at a time.
  Result<void> Run(TransactionMode mode, const std::function<Result<void>()>& body);

  // Runs a text of several statements that answer nothing. The same errors.
  Result<void> Execute(const std::string& script);

  StatementCache& statements() { return *statements_; }

  // Inside a transaction that may only read.
  bool reading() const { return open_ && mode_ == TransactionMode::kRead; }

 private:
  struct Connection;
  class Rollback;

  explicit Session(const SessionOptions& options);
  Result<void> Configure(const SessionOptions& options);
  Result<std::string> Ask(const std::string& pragma);
  Result<void> RunOnce(TransactionMode mode, const std::function<Result<void>()>& body);
  int Command(const char* command);
  Error Failure(int code, const std::string& doing);

  std::unique_ptr<Connection> connection_;
  std::unique_ptr<StatementCache> statements_;  // After the connection: statements die before their session.
  TransactionMode mode_ = TransactionMode::kRead;
  bool open_ = false;
  bool retry_ = false;  // The last attempt met a busy database.
};

}  // namespace riff
