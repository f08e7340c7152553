#include "engine/store/session.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "engine/base/check.h"
#include "engine/base/crash_point.h"
#include "engine/store/case_fold.h"

namespace riff {
namespace {

// Each attempt waits `busy_time` for the lock by itself; more than these are a database that somebody holds.
constexpr int kAttemptsMax = 3;

bool IsBusy(int code) { return code == SQLITE_BUSY || code == SQLITE_LOCKED; }

ErrorKind KindOf(int code) {
  switch (code & 0xFF) {  // The low byte of an extended code is the plain one.
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorKind::kUnavailable;
    case SQLITE_CONSTRAINT:
      return ErrorKind::kConflict;
    default:
      return ErrorKind::kInvalid;
  }
}

int CodeOf(const soci::soci_error& failure) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
  return sqlite == nullptr ? SQLITE_ERROR : sqlite->result();
}

// Adds riff_fold(text), which the searches use: SQLite's own lower() knows ASCII only.
void FoldText(sqlite_api::sqlite3_context* context, int, sqlite_api::sqlite3_value** arguments) {
  const auto* text = reinterpret_cast<const char*>(sqlite_api::sqlite3_value_text(arguments[0]));
  const int size = sqlite_api::sqlite3_value_bytes(arguments[0]);
  const std::string folded =
      FoldCase(text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(size)));
  // All ones means that SQLite copies the text.
  const auto copy = reinterpret_cast<sqlite_api::sqlite3_destructor_type>(-1);
  sqlite_api::sqlite3_result_text(context, folded.data(), static_cast<int>(folded.size()), copy);
}

}  // namespace

struct Session::Connection {
  explicit Connection(const std::string& text) : sql(soci::sqlite3, text) {}

  sqlite_api::sqlite3* raw() { return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_; }

  soci::session sql;
};

// Rolls back whatever is still open when the body ends, however it ends.
class Session::Rollback {
 public:
  explicit Rollback(Session& session) : session_(session) {}
  Rollback(const Rollback&) = delete;
  Rollback& operator=(const Rollback&) = delete;
  ~Rollback() {
    // A full disk or a dead one rolls back by itself; a second ROLLBACK would only say so.
    if (sqlite_api::sqlite3_get_autocommit(session_.connection_->raw()) == 0) {
      session_.Command("ROLLBACK");
    }
    session_.open_ = false;
  }

 private:
  Session& session_;
};

Session::Session(const SessionOptions& options)
    : connection_(std::make_unique<Connection>("db=\"" + options.path + "\"")),
      statements_(std::make_unique<StatementCache>(connection_->sql)) {}

Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::Open(const SessionOptions& options) {
  try {
    std::unique_ptr<Session> session(new Session(options));
    RIFF_TRY(session->Configure(options));
    return session;
  } catch (const soci::soci_error& failure) {
    return Fail(KindOf(CodeOf(failure)), "open the store " + options.path + ": " + failure.get_error_message());
  }
}

Result<void> Session::Configure(const SessionOptions& options) {
  const auto busy_ms = std::chrono::duration_cast<std::chrono::milliseconds>(options.busy_time).count();
  sqlite_api::sqlite3_busy_timeout(connection_->raw(), static_cast<int>(busy_ms));
  sqlite_api::sqlite3_create_function_v2(connection_->raw(), "riff_fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                         nullptr, &FoldText, nullptr, nullptr, nullptr);
  RIFF_TRY(const std::string journal, Ask("PRAGMA journal_mode = WAL"));
  if (options.kind == SessionOptions::Kind::kFile && journal != "wal") {
    return Fail(ErrorKind::kUnavailable, "the store " + options.path + " cannot be put in WAL mode: it is " + journal);
  }
  RIFF_TRY(Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"));
  RIFF_TRY(const std::string synchronous, Ask("PRAGMA synchronous"));
  if (synchronous != "2") {
    return Fail(ErrorKind::kUnavailable, "the store " + options.path + " does not take synchronous=FULL");
  }
  RIFF_TRY(const std::string foreign_keys, Ask("PRAGMA foreign_keys"));
  if (foreign_keys != "1") {
    return Fail(ErrorKind::kUnavailable, "the store " + options.path + " does not enforce foreign keys");
  }
  return {};
}

Result<std::string> Session::Ask(const std::string& pragma) {
  std::string answer;
  connection_->sql << pragma, soci::into(answer);
  return answer;
}

Error Session::Failure(int code, const std::string& doing) {
  return {KindOf(code), doing + ": " + sqlite_api::sqlite3_errmsg(connection_->raw()), std::nullopt};
}

int Session::Command(const char* command) {
  return sqlite_api::sqlite3_exec(connection_->raw(), command, nullptr, nullptr, nullptr);
}

Result<void> Session::Execute(const std::string& script) {
  const int code = Command(script.c_str());
  if (code != SQLITE_OK) {
    return Fail(Failure(code, "store"));
  }
  return {};
}

Result<void> Session::Run(TransactionMode mode, const std::function<Result<void>()>& body) {
  RIFF_CHECK(!open_, "a session has one transaction at a time");
  Result<void> outcome;
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    retry_ = false;
    outcome = RunOnce(mode, body);
    if (!retry_) {
      return outcome;
    }
  }
  return outcome;
}

Result<void> Session::RunOnce(TransactionMode mode, const std::function<Result<void>()>& body) {
  const int begun = Command(mode == TransactionMode::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
  if (begun != SQLITE_OK) {
    retry_ = IsBusy(begun);
    return Fail(Failure(begun, "begin a transaction"));
  }
  open_ = true;
  mode_ = mode;
  const Rollback rollback(*this);
  RIFF_CRASH_POINT("store.begun");
  try {
    RIFF_TRY(body());
  } catch (const soci::soci_error& failure) {
    const int code = CodeOf(failure);
    retry_ = IsBusy(code);
    return Fail(KindOf(code), std::string("store: ") + failure.get_error_message());
  }
  RIFF_CRASH_POINT("store.commit_ahead");
  const int committed = Command("COMMIT");
  if (committed == SQLITE_OK) {
    RIFF_CRASH_POINT("store.committed");
    return {};
  }
  retry_ = IsBusy(committed);
  Error error = Failure(committed, "commit");
  // The disk failed while the commit was being written: it may be there when the file is opened again.
  if (mode == TransactionMode::kWrite && ((committed & 0xFF) == SQLITE_FULL || (committed & 0xFF) == SQLITE_IOERR)) {
    error.kind = ErrorKind::kAmbiguous;
  }
  return Fail(std::move(error));
}

}  // namespace riff
