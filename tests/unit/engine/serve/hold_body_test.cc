#include "engine/serve/hold_body.h"

#include "tests/unit/engine/serve/checkout_bench.h"

namespace riff {
namespace {

class HoldBodyTest : public CheckoutTest {};

struct BadBody {
  const char* body;
  int status;
  const char* field;
};

TEST_F(HoldBodyTest, RefusesEveryBodyItDoesNotFullyUnderstandAndNamesTheField) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string long_name(256, 'x');
  const std::string long_owner = R"({"owner":")" + long_name + R"(","lines":[{"sku":"STR-10","quantity":1}]})";
  const std::vector<BadBody> bodies = {
      {"", 400, ""},
      {"{", 400, ""},
      {"owner=web", 400, ""},
      {"[]", 400, ""},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"lines":[{"sku":"STR-10","quantity":2}]})", 400, ""},
      {R"({"lines":[{"sku":"STR-10","quantity":1,"quantity":2}]})", 400, ""},
      {"{}", 422, "lines"},
      {R"({"lines":null})", 422, "lines"},
      {R"({"lines":[]})", 422, "lines"},
      {R"({"lines":{"sku":"STR-10"}})", 422, "lines"},
      {R"({"lines":["STR-10"]})", 422, "lines[0].sku"},
      {R"({"lines":[{"quantity":1}]})", 422, "lines[0].sku"},
      {R"({"lines":[{"sku":"","quantity":1}]})", 422, "lines[0].sku"},
      {R"({"lines":[{"sku":7,"quantity":1}]})", 422, "lines[0].sku"},
      {R"({"lines":[{"sku":"A\u0000B","quantity":1}]})", 422, "lines[0].sku"},
      {R"({"lines":[{"sku":"A\nB","quantity":1}]})", 422, "lines[0].sku"},
      {R"({"lines":[{"sku":"STR-10"}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":0}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":1},{"sku":"STR-10","quantity":-1}]})", 422, "lines[1].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":1.5}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":1e2}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":"1"}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":true}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":1000001}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":99999999999999999999}]})", 422, "lines[0].quantity"},
      {R"({"lines":[{"sku":"STR-10","quantity":1,"price":2}]})", 422, "lines[0].price"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"ttl":60})", 422, "ttl"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"ttl_seconds":0})", 422, "ttl_seconds"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"ttl_seconds":-5})", 422, "ttl_seconds"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"ttl_seconds":86401})", 422, "ttl_seconds"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"ttl_seconds":9223372036854775807})", 422, "ttl_seconds"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"ttl_seconds":"60"})", 422, "ttl_seconds"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"world":"moon"})", 422, "world"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"world":1})", 422, "world"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"owner":""})", 422, "owner"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"owner":["web"]})", 422, "owner"},
      {R"({"lines":[{"sku":"STR-10","quantity":1}],"reference":{}})", 422, "reference"},
      {long_owner.c_str(), 422, "owner"},
  };
  for (const BadBody& bad : bodies) {
    for (const char* path : {"/holds", "/validate"}) {
      SCOPED_TRACE(std::string(path) + " " + bad.body);
      ExpectRefusal(Post(path, bad.body), bad.status, bad.status == 400 ? "invalid_body" : "invalid_field", bad.field);
    }
  }
  EXPECT_EQ(rig.Available("STR-10"), 5);
}

TEST_F(HoldBodyTest, RefusesMoreLinesThanAHoldMayHave) {
  std::string lines;
  for (int i = 0; i < 101; ++i) {
    lines += std::string(i == 0 ? "" : ",") + R"({"sku":"STR-10","quantity":1})";
  }

  ExpectRefusal(Post("/holds", R"({"lines":[)" + lines + "]}"), 422, "invalid_field", "lines");
}

}  // namespace
}  // namespace riff
