#include "connectors/vr/vr_form.h"

#include <gmock/gmock.h>

#include "connectors/vr/vr_category.h"
#include "connectors/vr/vr_listing_form.h"

namespace riff::vr {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TEST(VrForm, SendsBackWhatABrowserWould) {
  const Form form = ParseForm(R"(
    <form action="/search"><input name="q" value="no"></form>
    <form id="frm_step1" method=post>
      <input type=hidden name="unique_id" value='ab&amp;c'/>
      <INPUT NAME="price" value="1899">
      <input type="checkbox" name="buy_now" value="1" checked><input type="checkbox" name="show_vat" value="2">
      <input type="radio" name="way" value="a"><input type="radio" name="way" value="b" checked>
      <input type="submit" name="go" value="Go"><input value="nameless">
      <select name="hours"><option value="d">Days</option><option value="w" selected>Weeks</option></select>
      <select name="categ_level_0"><option value="">Choose</option><option value="51">Guitars &amp; more</option></select>
      <textarea name="item_desc"> a &lt;b&gt; </textarea>
      <!-- <input name="hidden" value="x"> -->
    </form>
    <input name="after" value="no">)");

  EXPECT_THAT(form.fields,
              ElementsAre(Pair("unique_id", "ab&c"), Pair("price", "1899"), Pair("buy_now", "1"), Pair("way", "b"),
                          Pair("hours", "w"), Pair("categ_level_0", ""), Pair("item_desc", " a <b> ")));
  EXPECT_EQ(form.boxes.at("show_vat"), "2");
  EXPECT_EQ(form.choices.at("categ_level_0")[1].text, "Guitars & more");
}

TEST(VrForm, OfAPageWithoutOneHasNoFields) {
  EXPECT_TRUE(ParseForm("").fields.empty());
  EXPECT_TRUE(ParseForm("<").fields.empty());
  EXPECT_TRUE(ParseForm("<p>forbidden").fields.empty());
  EXPECT_TRUE(ParseForm("<input name=").fields.empty());
  EXPECT_EQ(FieldOf(ParseForm("<input name=a value=\"never closed"), "a"), "never closed");
}

TEST(VrForm, KeepsOneFieldOfANameThatIsSet) {
  Form form;
  form.fields = {{"a", "1"}, {"b", "2"}, {"a", "3"}};
  SetField(form, "a", "4");
  SetField(form, "c", "5");
  EXPECT_THAT(form.fields, ElementsAre(Pair("a", "4"), Pair("b", "2"), Pair("c", "5")));
  form.boxes = {{"d", "yes"}};
  TickBox(form, "d");
  TickBox(form, "e");
  EXPECT_EQ(FieldOf(form, "d"), "yes");
  EXPECT_EQ(FieldOf(form, "e"), "1");
  EXPECT_EQ(FieldOf(form, "nothing"), "");
}

TEST(VrForm, IsSentInParts) {
  Form form;
  form.fields = {{"a\"b", "x\r\ny"}, {"c", ""}};
  EXPECT_EQ(EncodeMultipart(form, "cut"),
            "--cut\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nx\r\ny\r\n"
            "--cut\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n\r\n--cut--\r\n");
}

TEST(VrPage, IsReadAsItsWords) {
  EXPECT_EQ(TextOf(" <b>a</b>\n b&nbsp;&#233;&#x20AC; &unknown; & "), "a b é€ &unknown; &");
  EXPECT_EQ(ErrorsOf(R"(<div class="error">Brand is a required field</div><div class="error">No <b>)"),
            "Brand is a required field; No");
  EXPECT_EQ(ErrorsOf("<div>fine</div>"), "");
  EXPECT_TRUE(Says("... FORBIDDEN ...", "forbidden"));
  EXPECT_FALSE(Says("", "forbidden"));
}

TEST(VrCategory, IsFoundInTheFormThenAmongTheKnownOnes) {
  Form form;
  form.choices["categ_level_0"] = {{"", "Choose"}, {"951", "Guitars"}};
  EXPECT_THAT(*CategoryLevels(form, "guitars"), ElementsAre("951"));
  EXPECT_THAT(*CategoryLevels(Form(), "Guitars>Electric solid body"), ElementsAre("51", "83"));
  EXPECT_THAT(*CategoryLevels(Form(), "Guitars > Of tomorrow"), ElementsAre("51", "Of tomorrow"));
  EXPECT_THAT(*CategoryLevels(Form(), "51>86>195"), ElementsAre("51", "86", "195"));
}

TEST(VrCategory, OfAnotherWorldIsRejected) {
  for (const char* category : {"", ">", "Kitchen>Sinks", "e57deb7a-382b-4e18-a008-67d4fbcb2879"}) {
    const Result<std::vector<std::string>> levels = CategoryLevels(Form(), category);
    ASSERT_FALSE(levels) << category;
    EXPECT_EQ(levels.error().kind, ErrorKind::kRejected);
  }
}

SubmitReply ReplyTo(int status, const std::string& body, const std::string& location = "") {
  HttpResponse response{status, {}, body};
  if (!location.empty()) response.headers.push_back({"Location", location});
  return ReadReply(response);
}

TEST(VrReply, IsAYesOnlyWhenItSaysSo) {
  EXPECT_EQ(ReplyTo(302, "", "/account").word, SubmitWord::kYes);
  EXPECT_EQ(ReplyTo(302, "", "/account").id, std::nullopt);
  EXPECT_EQ(ReplyTo(303, "", "/product/124001/").id, RemoteId("124001"));
  EXPECT_EQ(ReplyTo(302, "", "/instruments/show?id=124001").id, RemoteId("124001"));
  EXPECT_EQ(ReplyTo(200, "<p>Your item is now published and live on the site</p>").word, SubmitWord::kYes);
  EXPECT_EQ(ReplyTo(200, "").word, SubmitWord::kUnclear);
  EXPECT_EQ(ReplyTo(200, "<p>Hello</p>").word, SubmitWord::kUnclear);
  EXPECT_EQ(ReplyTo(204, "").word, SubmitWord::kUnclear);
}

TEST(VrReply, IsARefusalWhenItNamesErrors) {
  const SubmitReply brand = ReplyTo(200, R"(<div class="error">Brand is a required field</div>)");
  EXPECT_EQ(brand.word, SubmitWord::kRefused);
  EXPECT_EQ(brand.reasons, "Brand is a required field");
  EXPECT_EQ(ReplyTo(200, "<p>Price is a required field</p>").reasons, "Price is a required field");
  EXPECT_EQ(ReplyTo(200, "<p>Forbidden</p>").reasons, "forbidden");
  const SubmitReply long_one = ReplyTo(200, "<div class=\"error\">" + std::string(900, 'x') + "</div>");
  EXPECT_LE(long_one.reasons.size(), 300u);
}

TEST(VrEdit, RefusesTheFormOfAnotherListing) {
  Form form;
  form.fields = {{"product_id", "7"}, {"categ_level_0", "51"}};
  const Result<Form> other = FillEdit(form, Edit{"8", "text", {}, nullptr}, Snapshot(), nullptr);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::kRejected);
  EXPECT_THAT(other.error().message, HasSubstr("7"));
  EXPECT_TRUE(FillEdit(form, Edit{"7", "text", {}, nullptr}, Snapshot(), nullptr));
}

}  // namespace
}  // namespace riff::vr
