#include "mocks/vr_face.h"

#include <gtest/gtest.h>

#include "connectors/table/csv.h"
#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kBoundary = "riffboundary";

std::string Multipart(const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body += "--" + std::string(kBoundary) + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" +
            value + "\r\n";
  }
  return body + "--" + std::string(kBoundary) + "--\r\n";
}

class VrFaceTest : public testing::Test {
 protected:
  VrFaceTest() { SignIn(); }

  ServerResponse Login(const std::string& user, const std::string& password) {
    return rig.mock.Handle(Request("POST", "/do_login", {{"Content-Type", "application/x-www-form-urlencoded"}},
                                   "username=" + user + "&pass=" + password + "&open_where=header"));
  }
  void SignIn() {
    const Credentials& account = rig.mock.credentials();
    const ServerResponse response = Login(account.Key("user"), account.Key("password"));
    cookie = HeaderIn(response, "Set-Cookie");
    cookie = cookie.substr(0, cookie.find(';'));
  }
  ServerResponse Get(const std::string& target, const std::string& referer = "") {
    return rig.mock.Handle(Request("GET", target, {{"Cookie", cookie}, {"Referer", referer}}));
  }
  ServerResponse Ajax(const std::string& target, const std::string& body) {
    return rig.mock.Handle(Request("POST", target,
                                   {{"Cookie", cookie},
                                    {"X-Requested-With", "XMLHttpRequest"},
                                    {"Content-Type", "application/x-www-form-urlencoded"}},
                                   body));
  }
  ServerResponse Export() {
    Get("/instruments/export_inventory");
    return Get("/instruments/export_inventory/export_inventory", "http://site/instruments/export_inventory");
  }
  // The export's rows by column name.
  std::vector<std::map<std::string, std::string>> Rows() {
    CsvOptions options;
    options.trailing_delimiter = true;
    const Result<CsvTable> table = ParseCsv(Export().body, options);
    EXPECT_TRUE(table) << table.error().message;
    std::vector<std::map<std::string, std::string>> rows;
    for (const CsvTable::Row& row : table->rows) {
      std::map<std::string, std::string> named;
      for (std::size_t i = 0; i < table->header.size(); ++i) {
        named[table->header[i]] = row.cells[i];
      }
      rows.push_back(named);
    }
    return rows;
  }
  std::string UniqueId(const std::string& target = "/instruments/add_edit_item") {
    const std::string page = Get(target).body;
    const std::size_t at = page.find("name=\"unique_id\" value=\"");
    return at == std::string::npos ? "" : page.substr(at + 24, 32);
  }
  Fields Form(const std::string& unique_id) {
    return {{"unique_id", unique_id},
            {"recipient_name", "Fender"},
            {"model_name", "Jazzmaster"},
            {"categ_level_0", "51"},
            {"categ_level_1", "83"},
            {"price", "2450.75"},
            {"year", "1964"},
            {"finish_color", "Sunburst"},
            {"item_desc", "<p>Fine<script>x</script></p>"},
            {"local_pickup", "yes"},
            {"external_id", "GTR-1"},
            {"external_url", "https://stock.example.invalid/i/GTR-1"}};
  }
  ServerResponse Post(const std::string& target, const Fields& fields) {
    return rig.mock.Handle(
        Request("POST", target,
                {{"Cookie", cookie}, {"Content-Type", "multipart/form-data; boundary=" + std::string(kBoundary)}},
                Multipart(fields)));
  }
  ServerResponse Add(const Fields& fields) { return Post("/instruments/add_edit_item", fields); }

  ChannelRig rig{{Platform::kVr, Environment::kSandbox}, MakeVrFace};
  std::string cookie;
};

TEST_F(VrFaceTest, SignsInWithACookieAndShowsAWrongPasswordOnlyInHtml) {
  EXPECT_TRUE(cookie.starts_with("PHPSESSID="));
  const ServerResponse wrong = Login(rig.mock.credentials().Key("user"), "wrong");
  EXPECT_EQ(wrong.status, 200);
  EXPECT_EQ(HeaderIn(wrong, "Set-Cookie"), "");
  EXPECT_NE(wrong.body.find("login_form"), std::string::npos);
  EXPECT_NE(Get("/account").body.find("Logout"), std::string::npos);
}

TEST_F(VrFaceTest, AnswersALostSessionWithTheLoginPage) {
  rig.base.Advance(std::chrono::minutes(31));
  EXPECT_NE(Get("/account").body.find("login_form"), std::string::npos);
  EXPECT_EQ(Get("/account").status, 200);
  SignIn();
  rig.Put("session_kill");
  EXPECT_EQ(Export().body.find("brand name"), std::string::npos);
  rig.Put("expired_reply", "redirect");
  EXPECT_EQ(Get("/account").status, 302);
}

TEST_F(VrFaceTest, ExportsOnlyWithTheRefererAndAfterItsPageWasSeen) {
  const std::string target = "/instruments/export_inventory/export_inventory";
  const std::string referer = "http://site/instruments/export_inventory";

  EXPECT_EQ(Get(target, referer).status, 404);
  Get("/instruments/export_inventory");
  EXPECT_EQ(Get(target).status, 404);
  EXPECT_EQ(Get(target, referer).status, 200);
  rig.base.Advance(std::chrono::minutes(11));
  EXPECT_EQ(Get(target, referer).status, 404);
}

TEST_F(VrFaceTest, ExportsEveryPieceWithoutSkuOrQuantity) {
  rig.mock.Seed(Guitar("GTR-1"));
  const RemoteId sold = rig.mock.Seed(Guitar("GTR-2"));
  ASSERT_TRUE(rig.Buy(sold));
  MarketListing ended = Guitar("GTR-3");
  ended.status = ListingStatus::kEnded;
  rig.mock.Seed(ended);

  const auto rows = Rows();

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].size(), 27u);
  EXPECT_EQ(rows[0].at("external id"), "");
  EXPECT_EQ(rows[0].at("product price"), "2450");
  EXPECT_EQ(rows[0].at("product sold"), "no");
  EXPECT_EQ(rows[0].at("category name"), "Guitars>Electric solid body");
  EXPECT_EQ(rows[0].at("external link"), "https://stock.example.invalid/i/GTR-1");
  EXPECT_EQ(rows[1].at("product sold"), "yes");
  const std::string csv = Export().body;
  EXPECT_TRUE(csv.starts_with("brand name,category name,product id,"));
  EXPECT_NE(csv.find(",external link,\r\n"), std::string::npos);
}

TEST_F(VrFaceTest, WritesTheExportAsItsKnobsSay) {
  MarketListing guitar = Guitar("GTR-1");
  guitar.content.description = "Player\xE2\x80\x99s caf\xC3\xA9";
  rig.mock.Seed(guitar);

  rig.Put("header_style", "title");
  EXPECT_TRUE(Export().body.starts_with("Brand Name,Category Name"));
  rig.Put("encoding", "cp1252");
  EXPECT_NE(Export().body.find("Player\x92s caf\xE9"), std::string::npos);
  rig.Put("encoding", "utf8_mark");
  EXPECT_TRUE(Export().body.starts_with("\xEF\xBB\xBF"));
  rig.Put("html_instead_of_csv");
  EXPECT_TRUE(Export().body.starts_with("<!DOCTYPE"));
  rig.Put("duplicate_row");
  EXPECT_EQ(Rows().size(), 2u);
  rig.Put("bytes_per_second", "100");
  EXPECT_GT(Export().delay, std::chrono::seconds(3));
}

TEST_F(VrFaceTest, TrailsTheTruthByItsLag) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  rig.Put("export_lag_ms", "60000");
  ASSERT_TRUE(rig.Buy(remote));

  EXPECT_EQ(Rows().front().at("product sold"), "no");
  rig.base.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Rows().front().at("product sold"), "yes");
}

TEST_F(VrFaceTest, AddsAnItemAndTellsItsIdOnlyInTheExport) {
  const ServerResponse reply = Add(Form(UniqueId()));

  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(HeaderIn(reply, "Location"), "/instruments/show");
  const auto rows = Rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("brand name"), "Fender");
  EXPECT_EQ(rows[0].at("product price"), "2450") << "cut to whole units";
  EXPECT_EQ(rows[0].at("product description"), "<p>Fine</p>");
  EXPECT_EQ(rows[0].at("external id"), "");
  EXPECT_EQ(rows[0].at("external link"), "https://stock.example.invalid/i/GTR-1");
  EXPECT_NE(Get("/instruments/show").body.find("/product/" + rows[0].at("product id")), std::string::npos);
}

TEST_F(VrFaceTest, HidesANewItemForAsLongAsTheKnobSays) {
  rig.Put("id_visible_after_min_ms", "5000");
  Add(Form(UniqueId()));

  EXPECT_TRUE(Rows().empty());
  EXPECT_EQ(Get("/instruments/show").body.find("/product/"), std::string::npos);
  rig.base.Advance(std::chrono::seconds(5));
  EXPECT_EQ(Rows().size(), 1u);
}

TEST_F(VrFaceTest, MakesASecondListingOfAFormThatIsSentTwice) {
  const Fields form = Form(UniqueId());
  Add(form);
  Add(form);
  EXPECT_EQ(Rows().size(), 2u);
}

TEST_F(VrFaceTest, AnswersANewItemTheWayItsKnobSays) {
  struct Case {
    const char* reply;
    int status;
    Delivery delivery;
    const char* said;
    std::size_t made;
  };
  const Case cases[] = {{"redirect_with_id", 302, Delivery::kWhole, "", 1},
                        {"html_success", 200, Delivery::kWhole, "now published and live", 1},
                        {"html_error", 200, Delivery::kWhole, "required field", 0},
                        {"empty_200", 200, Delivery::kWhole, "", 1},
                        {"drop_after_commit", 200, Delivery::kNone, "", 1},
                        {"drop_before_commit", 200, Delivery::kNone, "", 0}};
  std::size_t total = 0;
  for (const Case& each : cases) {
    SCOPED_TRACE(each.reply);
    rig.Put("create_reply", each.reply);
    const ServerResponse reply = Add(Form(UniqueId()));
    EXPECT_EQ(reply.status, each.status);
    EXPECT_EQ(reply.delivery, each.delivery);
    EXPECT_NE(reply.body.find(each.said), std::string::npos);
    total += each.made;
    EXPECT_EQ(Rows().size(), total);
  }
}

TEST_F(VrFaceTest, RefusesAFormWithSomethingMissing) {
  const std::pair<const char*, const char*> cases[] = {{"recipient_name", "Brand is a required field"},
                                                       {"model_name", "Model is a required field"},
                                                       {"categ_level_0", "Category is a required field"},
                                                       {"categ_level_1", "Category is a required field"},
                                                       {"price", "Price is a required field"},
                                                       {"local_pickup", "Shipping method is a required field"},
                                                       {"unique_id", "required field"}};
  for (const auto& [missing, said] : cases) {
    SCOPED_TRACE(missing);
    Fields form = Form(UniqueId());
    std::erase_if(form, [&](const auto& field) { return field.first == missing; });
    const ServerResponse reply = Add(form);
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find(said), std::string::npos);
  }
  Fields bad_price = Form(UniqueId());
  bad_price[5].second = "a lot";
  EXPECT_NE(Add(bad_price).body.find("Price is not valid"), std::string::npos);
  Fields bad_category = Form(UniqueId());
  bad_category[4].second = "195";
  EXPECT_NE(Add(bad_category).body.find("Category is not valid"), std::string::npos);
  rig.Put("brand_list", "Gibson|Martin");
  EXPECT_NE(Add(Form(UniqueId())).body.find("Brand is not known"), std::string::npos);
  EXPECT_TRUE(Rows().empty());
}

TEST_F(VrFaceTest, NeverTakesAFormThatIsNoMultipart) {
  const ServerResponse reply = rig.mock.Handle(
      Request("POST", "/instruments/add_edit_item",
              {{"Cookie", cookie}, {"Content-Type", "application/x-www-form-urlencoded"}}, "recipient_name=Fender"));
  EXPECT_NE(reply.body.find("required field"), std::string::npos);
  EXPECT_TRUE(Rows().empty());
}

TEST_F(VrFaceTest, WipesTheDescriptionWhenAnEditSendsItEmpty) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  const std::string target = "/instruments/add_edit_item/" + remote.text();
  EXPECT_NE(Get(target).body.find("<textarea name=\"item_desc\"></textarea>"), std::string::npos);
  Fields form = Form(UniqueId(target));
  form[5].second = "1999";
  form[8].second = "";

  EXPECT_NE(Post(target, form).body.find("now published and live"), std::string::npos);

  EXPECT_EQ(Rows().front().at("product description"), "");
  EXPECT_EQ(Rows().front().at("product price"), "1999");
  EXPECT_EQ(Rows().size(), 1u);
}

TEST_F(VrFaceTest, AppliesASaleWhateverItSays) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  const std::string body = "product_id=" + remote.text();
  const std::pair<const char*, const char*> replies[] = {{"true", "true"}, {"false", "false"}, {"empty", ""}};
  for (const auto& [knob, said] : replies) {
    SCOPED_TRACE(knob);
    rig.Put("sold_reply", knob);
    EXPECT_EQ(Ajax("/ajax/mark_as_sold/0.5", body).body, said);
    EXPECT_EQ(Rows().front().at("product sold"), "yes");
    EXPECT_EQ(Ajax("/ajax/restore_from_sold/0.5", body).body, said);
    EXPECT_EQ(Rows().front().at("product sold"), "no");
  }
}

TEST_F(VrFaceTest, TakesSmallCallsOnlyFromAScriptOfItsOwn) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  const ServerResponse refused = rig.mock.Handle(
      Request("POST", "/ajax/delete_item", {{"Cookie", cookie}, {"Content-Type", "application/x-www-form-urlencoded"}},
              "product_id=" + remote.text()));

  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(Rows().size(), 1u);
}

TEST_F(VrFaceTest, ForgetsADeletedItemForGood) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  Ajax("/ajax/delete_item", "product_id=" + remote.text());

  EXPECT_TRUE(Rows().empty());
  EXPECT_NE(Get("/instruments/add_edit_item/" + remote.text()).body.find("forbidden"), std::string::npos);
  Ajax("/ajax/restore_from_sold/1", "product_id=" + remote.text());
  EXPECT_TRUE(Rows().empty());
}

TEST_F(VrFaceTest, ChecksBrandsAndTakesOnlyJpegs) {
  rig.Put("brand_list", "Gibson|Gretsch");
  EXPECT_NE(Ajax("/ajax/check_brand_exists", "brand_name=Gibson").body, "0");
  EXPECT_EQ(Ajax("/ajax/check_brand_exists", "brand_name=Fender").body, "0");
  EXPECT_NE(Ajax("/ajax/get_suggested_brands_name", "str=G").body.find("!::!Gretsch"), std::string::npos);
  const auto upload = [&](const std::string& image) {
    return rig.mock
        .Handle(Request("POST", "/ajax/dropzone_upload/501",
                        {{"Cookie", cookie},
                         {"X-Requested-With", "XMLHttpRequest"},
                         {"Content-Type", "multipart/form-data; boundary=" + std::string(kBoundary)}},
                        Multipart({{"filename[0]", image}})))
        .body;
  };
  EXPECT_NE(upload("\xFF\xD8\xFF\xE0...").find("\"success\":true"), std::string::npos);
  EXPECT_NE(upload("RIFF....WEBP").find("\"success\":false"), std::string::npos);
}

TEST_F(VrFaceTest, ChallengesAndGoesDownWhenAskedTo) {
  rig.Put("challenge");
  const ServerResponse challenged = Get("/account");
  EXPECT_EQ(challenged.status, 403);
  EXPECT_EQ(HeaderIn(challenged, "cf-mitigated"), "challenge");
  rig.Put("downtime", "now");
  EXPECT_EQ(Get("/account").status, 503);
  rig.Put("downtime", "nightly");
  EXPECT_EQ(Get("/account").status, 200);
  rig.base.Advance(std::chrono::hours(15) + std::chrono::minutes(30));
  SignIn();
  EXPECT_EQ(Get("/account").status, 503) << "half past three";
}

TEST(VrProduction, RefusesChangesToAnAccountThatOnlyReads) {
  ChannelRig rig({Platform::kVr, Environment::kProduction}, MakeVrFace);
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  const Credentials& account = rig.mock.credentials();
  const ServerResponse login =
      rig.mock.Handle(Request("POST", "/do_login", {{"Content-Type", "application/x-www-form-urlencoded"}},
                              "username=" + account.Key("user") + "&pass=" + account.Key("password")));
  const std::string set_cookie = HeaderIn(login, "Set-Cookie");
  const ServerResponse refused = rig.mock.Handle(Request("POST", "/ajax/mark_as_sold/1",
                                                         {{"Cookie", set_cookie.substr(0, set_cookie.find(';'))},
                                                          {"X-Requested-With", "XMLHttpRequest"},
                                                          {"Content-Type", "application/x-www-form-urlencoded"}},
                                                         "product_id=" + remote.text()));

  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(rig.Of(remote).status, ListingStatus::kLive);
  EXPECT_EQ(rig.mock.RequestsSince(1).front().classified.effect, Effect::kChanges);
}

}  // namespace
}  // namespace riff::sim
