#include "connectors/tiktok/tiktok_errors.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

using Kinds = std::pair<ErrorKind, ErrorKind>;

// For a read and for a write.
Kinds KindsOf(std::int64_t code, std::string_view message) {
  return {ErrorOfCode("op", code, message, RequestEffect::kRead).kind,
          ErrorOfCode("op", code, message, RequestEffect::kWrite).kind};
}

TEST(TiktokErrors, TellTheManyMeaningsOfOneCodeApartByWords) {
  EXPECT_EQ(RefusalOf(36009004, "Invalid credentials. The `x-tts-access-token` header is invalid."),
            GatewayRefusal::kNewToken);
  EXPECT_EQ(RefusalOf(36009004, "the access_token is bad"), GatewayRefusal::kNewToken);
  EXPECT_EQ(RefusalOf(36009004, "Invalid timestamp. The value of the `timestamp` …"), GatewayRefusal::kNewTime);
  EXPECT_EQ(RefusalOf(36009004, "invalid param error"), GatewayRefusal::kNone);
  EXPECT_EQ(RefusalOf(105002, "whatever it says"), GatewayRefusal::kNewToken);
  EXPECT_EQ(RefusalOf(12052393, "access_token"), GatewayRefusal::kNone);

  EXPECT_EQ(KindsOf(36009004, "Invalid `app_key` query parameter."),
            (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized}));
  EXPECT_EQ(KindsOf(36009004, "the access_token is bad"), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized}));
  EXPECT_EQ(KindsOf(36009004, "Missing signature"), (Kinds{ErrorKind::kInvalid, ErrorKind::kRejected}));
  EXPECT_EQ(KindsOf(36009004, "The `timestamp` is old"), (Kinds{ErrorKind::kUnavailable, ErrorKind::kUnavailable}));
  EXPECT_EQ(KindsOf(36009004, "Unexpected identifier. The `shop_cipher`"),
            (Kinds{ErrorKind::kInvalid, ErrorKind::kRejected}));
}

TEST(TiktokErrors, StopTheChannelWhenThePermissionIsGone) {
  for (const std::int64_t code : {101000, 105002, 106001, 36004001, 36004004, 36004005, 36009033, 36009043, 36009044}) {
    EXPECT_EQ(KindsOf(code, ""), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized})) << code;
  }
  EXPECT_EQ(KindsOf(105005, ""), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kRejected}));  // Of a scope.
}

TEST(TiktokErrors, LeaveAWriteInDoubtWhenTheOtherSideFailed) {
  for (const std::int64_t code : {36009003, 36009007, 12001000, 33001002, 10002014, 10037003}) {
    EXPECT_EQ(KindsOf(code, ""), (Kinds{ErrorKind::kUnavailable, ErrorKind::kAmbiguous})) << code;
  }
}

TEST(TiktokErrors, WaitLongerForTheCapsOfAnHour) {
  EXPECT_EQ(ErrorOfCode("op", 36009002, "", RequestEffect::kWrite).retry_after, std::nullopt);
  EXPECT_EQ(ErrorOfCode("op", 36009037, "", RequestEffect::kWrite).retry_after, std::chrono::minutes(30));
  EXPECT_EQ(KindsOf(36009037, ""), (Kinds{ErrorKind::kThrottled, ErrorKind::kThrottled}));
  EXPECT_EQ(KindsOf(12052109, ""), (Kinds{ErrorKind::kThrottled, ErrorKind::kThrottled}));
}

TEST(TiktokErrors, SayWhatIsWrongWithAnItem) {
  EXPECT_EQ(KindsOf(12052032, "").second, ErrorKind::kNotFound);
  EXPECT_EQ(KindsOf(12019150, "").first, ErrorKind::kNotFound);
  EXPECT_EQ(KindsOf(12052901, "").second, ErrorKind::kConflict);
  EXPECT_EQ(KindsOf(12052393, "").second, ErrorKind::kRejected);
  EXPECT_EQ(KindsOf(12052570, "").second, ErrorKind::kRejected);
  EXPECT_EQ(KindsOf(99999999, "new"), (Kinds{ErrorKind::kInvalid, ErrorKind::kRejected}));
}

TEST(TiktokErrors, NeverCallAWriteUndoneThatThePlatformLeftOpen) {
  const auto text = ContractText("error_codes.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto document = JsonDocument::Parse(*text);
  const auto rows = *document->root().Array("codes");
  ASSERT_GT(rows.size(), 100u);
  for (const JsonValue& row : rows) {
    const std::int64_t code = *row.Integer("code");
    const std::string action = *row.Text("action");
    const Kinds kinds = KindsOf(code, *row.Text("message"));
    EXPECT_NE(kinds.first, ErrorKind::kAmbiguous) << code;
    if (action == "unknown_outcome" || action == "retry_if_idempotent") {
      EXPECT_EQ(kinds.second, ErrorKind::kAmbiguous) << code;
    } else if (action == "reauthorize" || action == "refresh_token_once") {
      EXPECT_EQ(kinds.second, ErrorKind::kUnauthorized) << code;
    } else if (action == "backoff" || action == "backoff_long") {
      EXPECT_EQ(kinds.second, ErrorKind::kThrottled) << code;
    } else if (action == "reject_item" || action == "alarm" || action == "not_ours") {
      EXPECT_EQ(kinds.second, ErrorKind::kRejected) << code;
    }
  }
}

}  // namespace
}  // namespace riff::tiktok
