// productCreate, productUpdate, productDelete, productVariantsBulkUpdate and publishing.

#include <algorithm>
#include <utility>

#include "mocks/shopify_mutations.h"

namespace riff::sim {
namespace {

GraphqlOutput ProductPayload(ShopifyShop& shop, std::string_view type, std::optional<std::int64_t> product,
                             const std::vector<ShopifyUserError>& errors) {
  return ShopifyRecord(type, {{"product", product ? ProductObject(shop, *product) : nullptr},
                              {"shop", ShopObject(shop)},
                              {"userErrors", ShopifyUserErrors("UserError", errors)}});
}

const GraphqlValue* InputOf(const GraphqlCall& call) {
  const GraphqlValue* product = call.arguments.Given("product");
  return product != nullptr ? product : call.arguments.Given("input");
}

void AddMedia(const GraphqlCall& call, MarketListing& listing) {
  if (const GraphqlValue* media = call.arguments.Given("media")) {
    for (const GraphqlValue& each : media->items) {
      listing.content.image_urls.push_back(each.TextOf("originalSource"));
    }
  }
}

// ---- variants ----------------------------------------------------------------------------------------------------

struct VariantEdit {
  const GraphqlValue* input = nullptr;
  RowNumber row = 0;
};

std::optional<ShopifyUserError> CheckVariant(const ShopifyShop& shop, std::int64_t product, const GraphqlValue& variant,
                                             const std::string& place) {
  const std::vector<std::string> at = {"variants", place};
  if (variant.Given("id") == nullptr) {
    return ShopifyUserError{at, "Product variant is missing ID attribute", "PRODUCT_VARIANT_ID_MISSING"};
  }
  const auto number = ShopifyNumber(variant.TextOf("id"), "ProductVariant");
  const MarketListing* row = number ? shop.RowOfVariant(*number) : nullptr;
  if (row == nullptr || ProductNumberOf(*row) != product) {
    return ShopifyUserError{
        {"variants", place, "id"}, "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST"};
  }
  for (const char* name : {"inventoryQuantities", "quantityAdjustments"}) {
    if (variant.Given(name) != nullptr) {
      return ShopifyUserError{{"variants", place, name},
                              "Inventory quantities can only be provided during create. To update inventory for "
                              "existing variants, use inventoryAdjustQuantities.",
                              "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE"};
    }
  }
  if (IsNegativePrice(variant)) {
    return ShopifyUserError{
        {"variants", place, "price"}, "Price must be greater than or equal to 0", "NEGATIVE_PRICE_VALUE"};
  }
  return std::nullopt;
}

GraphqlOutput VariantsPayload(ShopifyShop& shop, std::optional<std::int64_t> product,
                              const std::vector<RowNumber>& rows, const std::vector<ShopifyUserError>& errors) {
  std::vector<GraphqlOutput> variants;
  for (const RowNumber row : rows) {
    variants.emplace_back(VariantObject(shop, row));
  }
  return ShopifyRecord("ProductVariantsBulkUpdatePayload",
                       {{"product", product ? ProductObject(shop, *product) : nullptr},
                        {"productVariants", rows.empty() ? GraphqlOutput(GraphqlValue::Null()) : std::move(variants)},
                        {"userErrors", ShopifyUserErrors("ProductVariantsBulkUpdateUserError", errors)}});
}

// ---- publishing --------------------------------------------------------------------------------------------------

enum class Publishing { kPublish, kUnpublish };

void SetPublished(ShopifyShop& shop, std::int64_t product, std::int64_t publication, Publishing publishing) {
  const std::string number = std::to_string(publication);
  for (const MarketListing* found : shop.RowsOf(product)) {
    MarketListing row = *found;
    std::vector<std::string> on = LinesIn(ExtraOf(row.extras, "published"));
    std::erase(on, number);
    if (publishing == Publishing::kPublish) {
      on.push_back(number);
    }
    std::string text;
    for (const std::string& each : on) {
      text += (text.empty() ? "" : "\n") + each;
    }
    if (text != ExtraOf(row.extras, "published")) {
      row.extras["published"] = text;
      row.extras["published_at"] = std::to_string(ToMicros(shop.Now()));
      shop.market().Replace(row, ChangedBy::kWire);
    }
  }
  shop.CatchUp();
}

GraphqlOutput Publish(ShopifyShop& shop, const GraphqlCall& call, Publishing publishing) {
  std::vector<ShopifyUserError> errors;
  const auto product = ShopifyNumber(call.arguments.TextOf("id"), "Product");
  if (!product || shop.FirstRowOf(*product) == nullptr) {
    errors.push_back({{"id"}, "Publishable could not be found", ""});
  }
  std::vector<std::int64_t> publications;
  const std::vector<GraphqlValue>& inputs = call.arguments.Find("input")->items;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto number = ShopifyNumber(inputs[i].TextOf("publicationId"), "Publication");
    if (!number || PublicationObject(shop, *number) == nullptr) {
      errors.push_back(
          {{"input", std::to_string(i), "publicationId"}, "Publication does not exist or is not publishable", ""});
    } else {
      publications.push_back(*number);
    }
  }
  if (errors.empty()) {
    for (const std::int64_t publication : publications) {
      SetPublished(shop, *product, publication, publishing);
    }
  }
  const std::string_view type =
      publishing == Publishing::kPublish ? "PublishablePublishPayload" : "PublishableUnpublishPayload";
  return ShopifyRecord(type, {{"publishable", errors.empty() ? ProductObject(shop, *product) : nullptr},
                              {"shop", ShopObject(shop)},
                              {"userErrors", ShopifyUserErrors("UserError", errors)}});
}

}  // namespace

GraphqlOutput CreateProduct(ShopifyShop& shop, const GraphqlCall& call) {
  constexpr std::string_view kType = "ProductCreatePayload";
  const GraphqlValue* input = InputOf(call);
  if (input == nullptr || input->TextOf("title").empty()) {
    return ProductPayload(shop, kType, std::nullopt, {{{"title"}, "Title can't be blank", ""}});
  }
  const std::string handle = input->TextOf("handle");
  if (!handle.empty() && shop.ProductOfHandle(handle)) {
    return ProductPayload(
        shop, kType, std::nullopt,
        {{{"input", "handle"}, "Handle '" + handle + "' already in use. Please provide a new handle.", ""}});
  }
  MarketListing listing = NewVariant(shop, 0);
  ApplyProductInput(shop, *input, listing);
  AddMedia(call, listing);
  const RowNumber row = shop.market().Add(std::move(listing), ChangedBy::kWire);
  shop.CatchUp();
  const std::int64_t product = ProductNumberOf(*shop.Row(row));
  if (!handle.empty()) {
    (void)shop.GiveHandle(product, handle);
  }
  return ProductPayload(shop, kType, product, {});
}

GraphqlOutput UpdateProduct(ShopifyShop& shop, const GraphqlCall& call) {
  constexpr std::string_view kType = "ProductUpdatePayload";
  const GraphqlValue* input = InputOf(call);
  const std::optional<std::int64_t> product = ProductMeant(shop, call.arguments.Given("identifier"), input);
  if (!product) {
    return ProductPayload(shop, kType, std::nullopt, {{{"id"}, "Product does not exist", ""}});
  }
  const GraphqlValue nothing = GraphqlValue::Object();
  const GraphqlValue& given = input == nullptr ? nothing : *input;
  if (given.Given("title") != nullptr && given.TextOf("title").empty()) {
    return ProductPayload(shop, kType, product, {{{"title"}, "Title can't be blank", ""}});
  }
  const std::string handle = given.TextOf("handle");
  if (!handle.empty() && !shop.GiveHandle(*product, handle)) {
    return ProductPayload(shop, kType, product, {{{"handle"}, "Handle '" + handle + "' already in use.", ""}});
  }
  for (const MarketListing* found : shop.RowsOf(*product)) {
    MarketListing row = *found;
    ApplyProductInput(shop, given, row);
    AddMedia(call, row);
    shop.market().Replace(row, ChangedBy::kWire);
  }
  shop.CatchUp();
  return ProductPayload(shop, kType, product, {});
}

GraphqlOutput DeleteProduct(ShopifyShop& shop, const GraphqlCall& call) {
  const std::string gid = call.arguments.Find("input")->TextOf("id");
  const std::optional<std::int64_t> product = ShopifyNumber(gid, "Product");
  std::vector<ShopifyUserError> errors;
  if (!product || shop.FirstRowOf(*product) == nullptr) {
    errors.push_back({{"id"}, "Product does not exist", ""});
  } else {
    for (const MarketListing* found : shop.RowsOf(*product)) {
      MarketListing row = *found;
      row.status = ListingStatus::kGone;
      shop.market().Replace(row, ChangedBy::kWire);
    }
    shop.CatchUp();
  }
  return ShopifyRecord("ProductDeletePayload",
                       {{"deletedProductId", GraphqlValue::TextOrNull(errors.empty() ? gid : "")},
                        {"shop", ShopObject(shop)},
                        {"userErrors", ShopifyUserErrors("UserError", errors)}});
}

GraphqlOutput UpdateVariants(ShopifyShop& shop, const GraphqlCall& call) {
  const std::optional<std::int64_t> product = ShopifyNumber(call.arguments.TextOf("productId"), "Product");
  if (!product || shop.FirstRowOf(*product) == nullptr) {
    return VariantsPayload(shop, std::nullopt, {},
                           {{{"productId"}, "Product does not exist", "PRODUCT_DOES_NOT_EXIST"}});
  }
  std::vector<ShopifyUserError> errors;
  std::vector<VariantEdit> edits;
  const std::vector<GraphqlValue>& variants = call.arguments.Find("variants")->items;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    if (const auto error = CheckVariant(shop, *product, variants[i], std::to_string(i))) {
      errors.push_back(*error);
    } else {
      const auto number = ShopifyNumber(variants[i].TextOf("id"), "ProductVariant");
      edits.push_back({&variants[i], shop.RowOfVariant(*number)->row});
    }
  }
  if (!errors.empty() && !IsTrue(call, "allowPartialUpdates")) {
    return VariantsPayload(shop, product, {}, errors);
  }
  std::vector<RowNumber> rows;
  for (const VariantEdit& edit : edits) {
    MarketListing row = *shop.Row(edit.row);
    ApplyVariantInput(shop, *edit.input, row);
    shop.market().Replace(row, ChangedBy::kWire);
    rows.push_back(edit.row);
  }
  shop.CatchUp();
  return VariantsPayload(shop, product, rows, errors);
}

GraphqlOutput PublishOn(ShopifyShop& shop, const GraphqlCall& call) {
  return Publish(shop, call, Publishing::kPublish);
}

GraphqlOutput UnpublishFrom(ShopifyShop& shop, const GraphqlCall& call) {
  return Publish(shop, call, Publishing::kUnpublish);
}

}  // namespace riff::sim
