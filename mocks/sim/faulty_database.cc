#include "mocks/sim/faulty_database.h"

#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

class OpenTransaction {
 public:
  explicit OpenTransaction(World& world) : world_(world) { world_.BeginTransaction(); }
  ~OpenTransaction() { world_.EndTransaction(); }
  OpenTransaction(const OpenTransaction&) = delete;
  OpenTransaction& operator=(const OpenTransaction&) = delete;

 private:
  World& world_;
};

class FaultyStore final : public Store {
 public:
  FaultyStore(World& world, std::unique_ptr<Store> inner) : world_(world), inner_(std::move(inner)) {}

  Result<void> Transact(const std::function<Result<void>(Transaction&)>& body) override {
    if (world_.StrikesStore("store_busy")) {
      return Fail(ErrorKind::kUnavailable, "the store is busy");
    }
    if (world_.StrikesStore("store_body_twice")) {
      const OpenTransaction open(world_);
      const Result<void> first = inner_->Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(body(tx));
        return Fail(ErrorKind::kConflict, "met another writer at the commit");
      });
    }
    Result<void> done;
    {
      const OpenTransaction open(world_);
      done = inner_->Transact(body);
    }
    if (done.has_value() && world_.StrikesStore("commit_unknown")) {
      return Fail(ErrorKind::kAmbiguous, "the connection died at the commit");
    }
    return done;
  }

  Result<void> Read(const std::function<Result<void>(Transaction&)>& body) override {
    if (world_.StrikesStore("store_busy")) {
      return Fail(ErrorKind::kUnavailable, "the store is busy");
    }
    const OpenTransaction open(world_);
    return inner_->Read(body);
  }

 private:
  World& world_;
  std::unique_ptr<Store> inner_;
};

}  // namespace

Result<std::unique_ptr<Store>> FaultyDatabase::Open() {
  RIFF_TRY(std::unique_ptr<Store> inner, inner_.Open());
  return std::make_unique<FaultyStore>(world_, std::move(inner));
}

}  // namespace riff::sim
