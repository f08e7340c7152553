#include "connectors/xml/xml.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace riff {
namespace {

XmlDocument Parsed(std::string_view text) {
  Result<XmlDocument> document = XmlDocument::Parse(text);
  EXPECT_TRUE(document.has_value()) << (document.has_value() ? "" : document.error().message);
  return *std::move(document);
}

constexpr std::string_view kAnswer = R"(<?xml version="1.0" encoding="UTF-8"?>
<urn:Answer xmlns:urn="urn:ebay:apis:eBLBaseComponents" a:version="7">
  <urn:Ack> Success </urn:Ack>
  <Item id="&quot;9&quot;"><Title>Fender &amp; <![CDATA[<b>friends</b>]]></Title><Quantity>3</Quantity></Item>
  <Item><Price currencyID="USD">1899.00</Price><Live>true</Live><Gone>0</Gone><Empty/></Item>
</urn:Answer>)";

TEST(XmlElementTest, ReadsTypedValuesByLocalNames) {
  const XmlDocument document = Parsed(kAnswer);
  const XmlElement root = document.root();

  EXPECT_EQ(root.name(), "Answer");
  EXPECT_EQ(root.path(), "/Answer");
  EXPECT_EQ(root.Attribute("version"), "7");
  EXPECT_EQ(root.Attribute("nothing"), std::nullopt);
  EXPECT_EQ(root.Text("Ack"), "Success");
  EXPECT_EQ(root.Get("Item")->Text("Title"), "Fender & <b>friends</b>");
  EXPECT_EQ(root.Get("Item")->Attribute("id"), "\"9\"");
  EXPECT_EQ(root.Get("Item")->Integer("Quantity"), 3);
  EXPECT_EQ(root.AsText(), "");
}

TEST(XmlElementTest, ReadsListsInTheirOrderAndNumbersTheirPaths) {
  const XmlDocument document = Parsed(kAnswer);

  const std::vector<XmlElement> items = document.root().All("Item");

  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].path(), "/Answer/Item");
  EXPECT_EQ(items[1].path(), "/Answer/Item[2]");
  EXPECT_EQ(items[1].Decimal("Price"), "1899.00");
  EXPECT_EQ(items[1].Get("Price")->Attribute("currencyID"), "USD");
  EXPECT_EQ(items[1].Bool("Live"), true);
  EXPECT_EQ(items[1].Bool("Gone"), false);
  EXPECT_TRUE(document.root().All("Order").empty());
}

TEST(XmlElementTest, NamesThePathOfWhatIsMissingOrOdd) {
  const XmlDocument document = Parsed("<A><B>hunter2</B><B><N>9223372036854775808</N><D>1.</D><E/></B></A>");
  const XmlElement root = document.root();
  const XmlElement second = root.All("B").at(1);

  EXPECT_EQ(root.Text("C").error().message, "/A/C: expected an element, found nothing");
  EXPECT_EQ(root.Integer("B").error().message, "/A/B: expected a whole number, found another text");
  EXPECT_EQ(second.Integer("N").error().message, "/A/B[2]/N: expected a whole number, found another text");
  EXPECT_EQ(second.Decimal("D").error().message, "/A/B[2]/D: expected a decimal number, found another text");
  EXPECT_EQ(second.Bool("E").error().message, "/A/B[2]/E: expected true or false, found nothing");
  EXPECT_EQ(second.Integer("E").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(root.Get("C").error().kind, ErrorKind::kInvalid);
}

TEST(XmlElementTest, TakesOnlyPlainDecimals) {
  for (const char* fine : {"0", "-1", "1899.00", "0.5"}) {
    EXPECT_EQ(Parsed("<A>" + std::string(fine) + "</A>").root().AsDecimal(), fine);
  }
  for (const char* odd : {"", "-", ".5", "1.", "1e3", "+1", "1,000", "1.2.3", "NaN"}) {
    EXPECT_FALSE(Parsed("<A>" + std::string(odd) + "</A>").root().AsDecimal().has_value()) << odd;
  }
}

TEST(XmlElementTest, OptionalReadsGiveNothingForTheAbsentAndTheEmpty) {
  const XmlDocument document = Parsed("<A><Empty/><Blank> </Blank><N>4</N><T>true</T><Odd>x</Odd></A>");
  const XmlElement root = document.root();

  for (const char* nothing : {"Absent", "Empty", "Blank"}) {
    EXPECT_EQ(root.OptionalText(nothing), std::nullopt) << nothing;
    EXPECT_EQ(root.OptionalInteger(nothing).value(), std::nullopt) << nothing;
    EXPECT_EQ(root.OptionalBool(nothing).value(), std::nullopt) << nothing;
  }
  EXPECT_EQ(root.OptionalText("Odd"), "x");
  EXPECT_EQ(root.OptionalInteger("N").value(), 4);
  EXPECT_EQ(root.OptionalBool("T").value(), true);
  EXPECT_FALSE(root.OptionalInteger("Odd").has_value());
  EXPECT_FALSE(root.OptionalBool("Odd").has_value());
}

TEST(XmlDocumentTest, RefusesWhatIsNotOneWellFormedDocument) {
  for (const std::string_view broken :
       {"", "   ", "hello", "<A>", "<A></B>", "<A/><B/>", "<A/>text", "text<A/>", "<A b=1/>", "<A", "{\"json\":true}",
        "<!DOCTYPE A [<!ENTITY x \"y\">]><A>&x;</A>", "<A>\xff</A>", "<A>\xc3</A>"}) {
    const Result<XmlDocument> document = XmlDocument::Parse(broken);
    ASSERT_FALSE(document.has_value()) << broken;
    EXPECT_EQ(document.error().kind, ErrorKind::kInvalid);
  }
}

TEST(XmlDocumentTest, RefusesBottomlessNesting) {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
      text += "<A>";
    }
    for (std::size_t i = 0; i < depth; ++i) {
      text += "</A>";
    }
    return text;
  };

  EXPECT_TRUE(XmlDocument::Parse(nested(200)).has_value());
  EXPECT_FALSE(XmlDocument::Parse(nested(202)).has_value());
  EXPECT_FALSE(XmlDocument::Parse(nested(1'000'000)).has_value());
}

TEST(XmlDocumentTest, KeepsItsElementsWhenItMoves) {
  XmlDocument first = Parsed("<A><B>1</B></A>");

  const XmlDocument second = std::move(first);

  EXPECT_EQ(second.root().Integer("B"), 1);
}

TEST(XmlWriterTest, WritesWhatItCanReadBack) {
  const std::string nasty = "a & b < c > \"d\" 'e' ]]> \t\n\r \xf0\x9f\x8e\xb8 end";
  XmlWriter xml;
  xml.Begin("Request").Attribute("xmlns", "urn:x").Attribute("note", nasty);
  xml.Begin("Item").Element("Title", nasty).Element("Empty", "").End();
  xml.End();

  const std::string text = xml.Take();

  EXPECT_TRUE(text.starts_with(R"(<?xml version="1.0" encoding="UTF-8"?><Request xmlns="urn:x" note=")")) << text;
  EXPECT_TRUE(text.ends_with("<Empty></Empty></Item></Request>")) << text;
  EXPECT_EQ(Parsed(text).root().Get("Item")->Text("Title"), nasty);
}

TEST(XmlWriterTest, ReplacesWhatXmlCannotHold) {
  XmlWriter xml;
  xml.Element("A", std::string("x\0\x01\xff\xef\xbf\xbf", 7) + "y");

  EXPECT_EQ(Parsed(xml.Take()).root().AsText(), "x\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdy");
}

TEST(XmlWriterTest, CannotBeNestedWrongly) {
  EXPECT_DEATH(XmlWriter().End(), "open");
  EXPECT_DEATH(XmlWriter().Text("x"), "element");
  EXPECT_DEATH(XmlWriter().Begin("A").Take(), "root");
  EXPECT_DEATH(XmlWriter().Take(), "root");
  EXPECT_DEATH(XmlWriter().Element("A", "").Element("B", ""), "one root");
  EXPECT_DEATH(XmlWriter().Begin("A").Text("x").Attribute("b", ""), "just begun");
  EXPECT_DEATH(XmlWriter().Begin("a b"), "name");
  EXPECT_DEATH(XmlWriter().Begin("A").Attribute("b=\"", ""), "name");
}

TEST(XmlContractTest, ReadsEveryPublishedSampleOfTheLegacyApi) {
  const char* contracts = std::getenv("RIFF_CONTRACTS");
  if (contracts == nullptr) {
    GTEST_SKIP() << "RIFF_CONTRACTS names no folder";
  }
  int samples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(contracts) + "/ebay/trading_fixtures")) {
    if (entry.path().extension() != ".xml") {
      continue;
    }
    std::stringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    const Result<XmlDocument> document = XmlDocument::Parse(text.str());
    ASSERT_TRUE(document.has_value()) << entry.path() << ": " << document.error().message;
    ++samples;
    if (document->root().name().ends_with("Response")) {
      EXPECT_TRUE(document->root().Text("Ack").has_value()) << entry.path();
    }
  }
  EXPECT_GT(samples, 0);
}

}  // namespace
}  // namespace riff
