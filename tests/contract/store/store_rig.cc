#include "tests/contract/store/store_rig.h"

#include <cstdlib>
#include <filesystem>

#include "engine/base/check.h"
#include "engine/store/database.h"
#include "engine/store/session.h"

namespace riff {
namespace {

// A folder of its own under the system's folder for such, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "riff-store-XXXXXX").string();
    RIFF_CHECK(mkdtemp(name.data()) != nullptr, "a test can make a folder");
    path_ = name;
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class SqliteFileRig final : public StoreRig {
 public:
  explicit SqliteFileRig(Clock& clock) : clock_(clock) {}

  std::unique_ptr<Database> OpenAgain() override {
    // Short, so that a test of a busy database ends soon.
    Result<std::unique_ptr<Database>> database =
        OpenDatabase({"sqlite:store.db", folder_.path(), clock_, std::chrono::milliseconds(20)});
    RIFF_CHECK(database.has_value(), "a fresh folder takes a database");
    return *std::move(database);
  }

  void RunByHand(const std::string& script) override {
    Result<std::unique_ptr<Session>> session =
        Session::Open({folder_.path() + "/store.db", std::chrono::seconds(1), SessionOptions::Kind::kFile});
    RIFF_CHECK(session.has_value(), "the rig's database can be opened by hand");
    RIFF_CHECK((*session)->Execute(script).has_value(), "the test's own SQL is right");
  }

 private:
  Clock& clock_;
  ScratchFolder folder_;
};

}  // namespace

std::vector<StoreRigMaker> AllStoreRigs() {
  return {{"SqliteFile", [](Clock& clock) { return std::make_unique<SqliteFileRig>(clock); }}};
}

}  // namespace riff
