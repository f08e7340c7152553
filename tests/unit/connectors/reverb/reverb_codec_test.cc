#include "connectors/reverb/reverb_codec.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/unit/connectors/reverb/seller_account.h"

namespace riff::reverb {
namespace {

Result<RemoteListing> Parse(const std::string& json) {
  const Result<JsonDocument> document = JsonDocument::Parse(json);
  if (!document) return Fail(document.error());
  return ParseListing(document->root());
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ReverbListing, IsReadWithAllThatItSays) {
  const Result<RemoteListing> listing = Parse(ShownListing().Json());

  ASSERT_TRUE(listing) << listing.error().message;
  EXPECT_EQ(listing->ref.remote, RemoteId("101"));
  EXPECT_EQ(listing->ref.sku, Sku("SG-61"));
  EXPECT_EQ(listing->ref.handle, "");
  EXPECT_EQ(listing->facts.status, ListingStatus::kLive);
  EXPECT_EQ(listing->facts.price, (Money{245'000, Currency::Usd()}));
  EXPECT_EQ(listing->facts.content, DigestOf(listing->content));
  EXPECT_EQ(listing->content.title, "1961 SG");
  EXPECT_EQ(listing->content.brand, "Gibson");
  EXPECT_EQ(listing->content.model, "SG");
  EXPECT_EQ(listing->content.year, "1961");
  EXPECT_EQ(listing->content.finish, "Cherry");
  EXPECT_EQ(listing->content.description, "<p>all original</p>");
  EXPECT_EQ(listing->content.condition, Condition::kExcellent);
  EXPECT_EQ(listing->content.category, "e57deb7a-382b-4e18-a008-67d4fbcb2879");
  EXPECT_EQ(listing->content.image_urls, std::vector<std::string>{"https://img.example.test/1.jpg"});
  EXPECT_EQ(listing->url, "https://reverb.com/item/1");
}

TEST(ReverbListing, OfAOneOfAKindThingShowsOneUnitWhileItIsLiveAndNoneOtherwise) {
  ShownListing shown;
  EXPECT_EQ(Parse(shown.Json())->facts.quantity, Quantity(1));
  EXPECT_EQ(Parse(shown.Json())->quantity_max, Quantity(1));
  for (const char* state : {"draft", "ended", "sold", "ordered", "suspended"}) {
    shown.state = state;
    EXPECT_EQ(Parse(shown.Json())->facts.quantity, Quantity(0)) << state;
  }
}

TEST(ReverbListing, OfANewThingShowsItsInventoryAndHasNoCap) {
  const Result<RemoteListing> listing = Parse(BrandNew(7).Json());
  ASSERT_TRUE(listing);
  EXPECT_EQ(listing->facts.quantity, Quantity(7));
  EXPECT_EQ(listing->quantity_max, std::nullopt);
}

TEST(ReverbListing, ThatDoesNotTellItsInventoryHasAnUnknownQuantity) {
  const std::string json = R"({"id":5,"title":"x","state":"live"})";
  const Result<RemoteListing> listing = Parse(json);
  ASSERT_TRUE(listing) << listing.error().message;
  EXPECT_EQ(listing->facts.quantity, std::nullopt);
  EXPECT_EQ(listing->facts.price, std::nullopt);
  EXPECT_EQ(listing->facts.status, ListingStatus::kLive);
}

TEST(ReverbListing, TakesItsStateAsAnObjectOrAsAText) {
  ShownListing shown;
  shown.state = "ended";
  const std::string as_object = shown.Json();
  const std::string as_text = Replaced(as_object, R"({"slug":"ended","description":"x"})", R"("ended")");
  EXPECT_EQ(Parse(as_object)->facts.status, ListingStatus::kEnded);
  EXPECT_EQ(Parse(as_text)->facts.status, ListingStatus::kEnded);
}

TEST(ReverbListing, KnowsEveryStateAndHidesTheUnknown) {
  EXPECT_EQ(StatusOf("draft"), ListingStatus::kDraft);
  EXPECT_EQ(StatusOf("live"), ListingStatus::kLive);
  EXPECT_EQ(StatusOf("ended"), ListingStatus::kEnded);
  EXPECT_EQ(StatusOf("sold"), ListingStatus::kSold);
  EXPECT_EQ(StatusOf("sold_out"), ListingStatus::kSold);
  EXPECT_EQ(StatusOf("ordered"), ListingStatus::kSold);
  EXPECT_EQ(StatusOf("suspended"), ListingStatus::kPaused);
  EXPECT_EQ(StatusOf("seller_unavailable"), ListingStatus::kPaused);
  EXPECT_EQ(StatusOf("on_the_moon"), ListingStatus::kPaused);
}

TEST(ReverbListing, HasNoExactPriceInACurrencyThatIsNotItsOwn) {
  const std::string json =
      Replaced(ShownListing().Json(), R"("listing_currency":"USD")", R"("listing_currency":"GBP")");
  EXPECT_EQ(Parse(json)->facts.price, std::nullopt);
}

TEST(ReverbListing, DropsAWebLinkThatIsNoWebAddress) {
  const std::string json = Replaced(ShownListing().Json(), "https://reverb.com/item/1", "javascript:alert(1)");
  EXPECT_EQ(Parse(json)->url, "");
}

TEST(ReverbListing, IsInvalidWithThePathOfWhatIsOdd) {
  const std::string good = ShownListing().Json();
  const std::vector<std::pair<std::string, std::string>> cases = {
      {Replaced(good, R"("id":101)", R"("id":0)"), "id"},
      {Replaced(good, R"("id":101)", R"("number":101)"), "id"},
      {Replaced(good, R"("title":"1961 SG")", R"("title":7)"), "title"},
      {Replaced(good, R"("state":{"slug":"live")", R"("state":{"word":"live")"), "slug"},
      {Replaced(good, R"("amount":"2450.00")", R"("amount":"much")"), "amount"},
      {Replaced(Replaced(good, R"("currency":"USD"},)", R"("currency":"US$"},)"), R"("listing_currency":"USD",)", ""),
       "currency"},
      {Replaced(BrandNew(1).Json(), R"("inventory":1)", R"("inventory":-1)"), "inventory"},
  };
  for (const auto& [json, path] : cases) {
    const Result<RemoteListing> listing = Parse(json);
    ASSERT_FALSE(listing) << json;
    EXPECT_EQ(listing.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(listing.error().message.find(path), std::string::npos) << listing.error().message;
  }
}

TEST(ReverbConditions, AreThoseThatReverbPublishes) {
  const char* folder = std::getenv("RIFF_CONTRACTS");
  if (folder == nullptr) GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contracts are";
  std::ifstream file(std::string(folder) + "/reverb/reference_values.json");
  std::stringstream text;
  text << file.rdbuf();
  const Result<JsonDocument> document = JsonDocument::Parse(text.str());
  ASSERT_TRUE(document);

  const auto conditions = document->root().Array("conditions");
  ASSERT_TRUE(conditions);
  ASSERT_EQ(conditions->size(), 10u);
  for (const JsonValue& condition : *conditions) {
    const std::string uuid = *condition.Text("uuid");
    EXPECT_NE(ConditionOf(uuid), Condition::kUnknown) << uuid;
    EXPECT_EQ(HoldsInventory(uuid), *condition.Bool("holds_inventory")) << uuid;
  }
}

TEST(ReverbConditions, GoOutAsTheOneThatNeedsNoPermission) {
  EXPECT_EQ(UuidOf(Condition::kMint), "ac5b9c1e-dc78-466d-b0b3-7cf712967a48");
  EXPECT_EQ(ConditionOf("6db7df88-293b-4017-a1c1-cdb5e599fa1a"), Condition::kMint);
  EXPECT_EQ(UuidOf(Condition::kUnknown), std::nullopt);
  EXPECT_TRUE(HoldsInventory(Condition::kNew));
  EXPECT_TRUE(HoldsInventory(Condition::kBStock));
  EXPECT_FALSE(HoldsInventory(Condition::kMint));
  EXPECT_FALSE(HoldsInventory("a condition of tomorrow"));
}

TEST(ReverbBodies, HoldOnlyWhatChanges) {
  EXPECT_EQ(QuantityBody(Quantity(0)), R"({"inventory":0})");
  EXPECT_EQ(QuantityBody(Quantity(1)), R"({"inventory":1})");
  EXPECT_EQ(QuantityBody(Quantity(3)), R"({"has_inventory":true,"inventory":3})");
  EXPECT_EQ(PriceBody(Money{149'900, Currency::Usd()}), R"({"price":{"amount":"1499.00","currency":"USD"}})");
  EXPECT_EQ(EndBody(), R"({"reason":"not_sold"})");
  EXPECT_EQ(PublishBody({}), R"({"publish":true})");
  EXPECT_EQ(PublishBody({Quantity(2), Money{100, Currency::Usd()}}),
            R"({"has_inventory":true,"inventory":2,"price":{"amount":"1.00","currency":"USD"},"publish":true})");
  ListingContent content;
  content.title = "a \"title\"";
  EXPECT_EQ(ContentBody(content), R"({"title":"a \"title\""})");
  content.description = "text";
  EXPECT_EQ(ContentBody(content), R"({"title":"a \"title\"","description":"text"})");
}

TEST(ReverbCreateBody, SaysAllOfAOneOfAKindThing) {
  CreateListing create;
  create.sku = Sku("SG-61");
  create.content.title = "1961 SG";
  create.content.year = "1961";
  create.content.condition = Condition::kExcellent;
  create.content.category = "e57deb7a-382b-4e18-a008-67d4fbcb2879";
  create.content.image_urls = {"https://img.example.test/1.jpg", "file:///etc/passwd"};
  create.price = Money{245'000, Currency::Usd()};
  create.quantity = Quantity(3);

  const Result<std::string> body = CreateBody(create, "77");

  ASSERT_TRUE(body);
  EXPECT_EQ(*body, R"({"make":"Unknown","model":"1961 SG","title":"1961 SG","year":"1961","sku":"SG-61",)"
                   R"("condition":{"uuid":"df268ad1-c462-4ba6-b6db-e007e23922ea"},)"
                   R"("categories":[{"uuid":"e57deb7a-382b-4e18-a008-67d4fbcb2879"}],)"
                   R"("photos":["https://img.example.test/1.jpg"],"price":{"amount":"2450.00","currency":"USD"},)"
                   R"("shipping_profile_id":"77","has_inventory":false,"inventory":1,"publish":false})");
}

TEST(ReverbCreateBody, CountsTheUnitsOfANewThingAndAdmitsToNoBarcode) {
  CreateListing create;
  create.sku = Sku("ST-10");
  create.content.title = "Strings";
  create.content.condition = Condition::kNew;
  create.content.category = "Strings";
  create.price = Money{999, Currency::Usd()};
  create.quantity = Quantity(12);

  const Result<std::string> body = CreateBody(create, "");

  ASSERT_TRUE(body);
  EXPECT_NE(body->find(R"("upc_does_not_apply":true)"), std::string::npos);
  EXPECT_NE(body->find(R"("has_inventory":true,"inventory":12)"), std::string::npos);
  EXPECT_EQ(body->find("categories"), std::string::npos);
  EXPECT_EQ(body->find("shipping_profile_id"), std::string::npos);
}

TEST(ReverbCreateBody, IsRefusedWhereReverbWouldKeepADraftForEver) {
  CreateListing create;
  create.content.title = "x";
  create.content.condition = Condition::kGood;
  create.quantity = Quantity(1);
  ASSERT_TRUE(CreateBody(create, ""));

  CreateListing no_condition = create;
  no_condition.content.condition = Condition::kUnknown;
  CreateListing no_title = create;
  no_title.content.title.clear();
  CreateListing no_units = create;
  no_units.quantity = Quantity(0);
  for (const CreateListing& bad : {no_condition, no_title, no_units}) {
    const Result<std::string> body = CreateBody(bad, "");
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().kind, ErrorKind::kRejected);
  }
}

TEST(ReverbWriteAnswer, TakesAnEnvelopeABareListingAndNothing) {
  const Result<WriteAnswer> envelope = ParseWriteAnswer(Envelope(ShownListing(), R"(["no photos","slow"])"));
  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->listing->ref.remote, RemoteId("101"));
  EXPECT_EQ(envelope->warnings, "no photos; slow");

  EXPECT_EQ(ParseWriteAnswer(ShownListing().Json())->listing->ref.remote, RemoteId("101"));
  EXPECT_EQ(ParseWriteAnswer(" \n")->listing, std::nullopt);
  EXPECT_EQ(ParseWriteAnswer(R"({"message":"We are processing your request"})")->listing, std::nullopt);
  EXPECT_FALSE(ParseWriteAnswer("<html>"));
  EXPECT_FALSE(ParseWriteAnswer("[]"));
}

TEST(ReverbErrorText, TakesEveryShapeThatReverbSends) {
  EXPECT_EQ(ErrorText(R"({"message":"no","errors":{"price":["must be greater than 0"]}})"),
            R"(no (price: ["must be greater than 0"]))");
  EXPECT_EQ(ErrorText(R"({"message":"no","errors":["a","b"]})"), "no (a; b)");
  EXPECT_EQ(ErrorText(R"({"error":"Invalid token"})"), "Invalid token");
  EXPECT_EQ(ErrorText(R"({"details":"why"})"), "why");
  EXPECT_EQ(ErrorText("<html>500</html>"), "");
  EXPECT_EQ(ErrorText("[1]"), "");
}

TEST(ReverbErrorText, IsCutAtACharacter) {
  std::string long_text;
  for (int n = 0; n < 300; ++n) long_text += "é";
  const std::string text = ErrorText(R"({"message":"x)" + long_text + R"("})");
  EXPECT_LE(text.size(), 404u);
  EXPECT_TRUE(text.ends_with("é…")) << text;
}

TEST(ReverbPage, GoesOnWhileEitherSignSaysSo) {
  RowPage page;
  page.current_page = 1;
  page.total_pages = 2;
  EXPECT_TRUE(HasNextPage(page));  // No link: pages are counted.

  page.current_page = 2;
  EXPECT_FALSE(HasNextPage(page));

  page.next_link = "https://api.reverb.com/api/my/listings?page=3";
  EXPECT_FALSE(HasNextPage(page));  // Empty and behind the last one.
  const Result<JsonDocument> row = JsonDocument::Parse("{}");
  page.rows.push_back(row->root());
  EXPECT_TRUE(HasNextPage(page));
}

TEST(ReverbPage, NeedsItsFigures) {
  for (const char* bad : {R"({"listings":[]})", R"({"total":1,"current_page":1,"total_pages":1})",
                          R"({"total":-1,"current_page":1,"total_pages":1,"listings":[]})",
                          R"({"total":1,"current_page":0,"total_pages":1,"listings":[]})", "7"}) {
    const Result<JsonDocument> document = JsonDocument::Parse(bad);
    ASSERT_TRUE(document);
    const Result<RowPage> page = ParsePage(document->root(), "listings");
    ASSERT_FALSE(page) << bad;
    EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
  }
}

TEST(ReverbCategory, IsAnIdOnlyInTheFormOfOne) {
  EXPECT_TRUE(IsUuid("e57deb7a-382b-4e18-a008-67d4fbcb2879"));
  EXPECT_FALSE(IsUuid("e57deb7a-382b-4e18-a008-67d4fbcb287"));
  EXPECT_FALSE(IsUuid("e57deb7a-382b-4e18-a008-67d4fbcb287g"));
  EXPECT_FALSE(IsUuid("e57deb7a+382b-4e18-a008-67d4fbcb2879"));
  EXPECT_FALSE(IsUuid("Guitars"));
}

TEST(ReverbShop, IsNamedByNameOrSlug) {
  EXPECT_EQ(*ParseShopName(R"({"name":"Vintage Vault","slug":"vintage-vault"})"), "Vintage Vault");
  EXPECT_EQ(*ParseShopName(R"({"slug":"vintage-vault"})"), "vintage-vault");
  EXPECT_EQ(*ParseShopName("{}"), "");
  EXPECT_FALSE(ParseShopName("[]"));
}

}  // namespace
}  // namespace riff::reverb
