// productSet: one call that makes a product what the input says, made or found by its identifier.

#include <algorithm>
#include <set>
#include <utility>

#include "mocks/shopify_mutations.h"

namespace riff::sim {
namespace {

constexpr std::size_t kVariantsMost = 2048;

// The value of the first option; single-option products are all there are.
std::string OptionOf(const GraphqlValue& variant) {
  const GraphqlValue* values = variant.Given("optionValues");
  return values == nullptr || values->items.empty() ? "" : values->items.front().TextOf("name");
}

std::string OptionOf(const MarketListing& listing) {
  const std::string option = ExtraOf(listing.extras, "option");
  return option.empty() ? "Default Title" : option;
}

class ProductSetting {
 public:
  ProductSetting(ShopifyShop& shop, const GraphqlValue& arguments)
      : shop_(shop),
        identifier_(arguments.Given("identifier")),
        input_(*arguments.Find("input")),
        variants_(input_.Given("variants")) {}

  ShopifySetOutcome Run() {
    product_ = ProductMeant(shop_, identifier_, &input_);
    Check();
    if (!errors_.empty()) {
      return {std::nullopt, std::move(errors_)};
    }
    variants_ == nullptr ? WriteWithoutVariants() : WriteVariants();
    GiveHandle();
    return {product_, {}};
  }

 private:
  void Refuse(std::vector<std::string> field, std::string message, std::string code) {
    errors_.push_back({std::move(field), std::move(message), std::move(code)});
  }

  void Check() {
    const bool by_id = identifier_ != nullptr ? identifier_->Given("id") != nullptr : input_.Given("id") != nullptr;
    if (!product_ && by_id) {
      Refuse({"input"}, "Product does not exist", "PRODUCT_DOES_NOT_EXIST");
      return;
    }
    const bool has_title = !input_.TextOf("title").empty();
    if ((!product_ || input_.Given("title") != nullptr) && !has_title) {
      Refuse({"input", "title"}, "Title can't be blank", "INVALID_PRODUCT");
    }
    const std::string handle = input_.TextOf("handle");
    const std::string wanted = identifier_ == nullptr ? "" : identifier_->TextOf("handle");
    if (!wanted.empty() && !handle.empty() && handle != wanted && !product_) {
      Refuse({"input", "handle"}, "Handle in the input doesn't match the identifier", "INPUT_MISMATCH");
    }
    if (const auto owner = shop_.ProductOfHandle(handle); owner && owner != product_) {
      Refuse({"input", "handle"}, "Handle '" + handle + "' already in use", "HANDLE_NOT_UNIQUE");
    }
    const bool options = input_.Given("productOptions") != nullptr;
    if (variants_ != nullptr && !options) {
      Refuse({"input", "productOptions"}, "Product options input is required when updating variants",
             "PRODUCT_OPTIONS_INPUT_MISSING");
    }
    if (variants_ == nullptr && options) {
      Refuse({"input", "variants"}, "Product variants input is required when updating product options",
             "VARIANTS_INPUT_MISSING");
    }
    CheckCustomId();
    CheckVariants();
  }

  // A product made by its custom id must carry it.
  void CheckCustomId() {
    const GraphqlValue* custom = identifier_ == nullptr ? nullptr : identifier_->Given("customId");
    if (custom == nullptr || product_) {
      return;
    }
    const GraphqlValue* metafields = input_.Given("metafields");
    const bool carried =
        metafields != nullptr &&
        std::any_of(metafields->items.begin(), metafields->items.end(), [&](const GraphqlValue& each) {
          return MetafieldExtra(each) == MetafieldExtra(*custom) && each.TextOf("value") == custom->TextOf("value");
        });
    if (!carried) {
      Refuse({"input", "metafields"}, "The metafields don't hold the identifier's custom id", "METAFIELD_MISMATCH");
    }
  }

  void CheckVariants() {
    if (variants_ == nullptr) {
      return;
    }
    if (variants_->items.empty() || variants_->items.size() > kVariantsMost) {
      Refuse({"input", "variants"}, "A product has between 1 and 2048 variants", "VARIANTS_OVER_LIMIT");
    }
    std::set<std::string> options;
    for (std::size_t i = 0; i < variants_->items.size(); ++i) {
      const GraphqlValue& variant = variants_->items[i];
      const std::vector<std::string> at = {"input", "variants", std::to_string(i)};
      if (!options.insert(OptionOf(variant)).second) {
        Refuse(at, "The variant '" + OptionOf(variant) + "' already exists.", "INVALID_VARIANT");
      }
      if (IsNegativePrice(variant)) {
        Refuse(at, "Price must be greater than or equal to 0", "INVALID_VARIANT");
      }
      if (variant.Given("id") != nullptr && Meant(variant) == nullptr) {
        Refuse(at, "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST");
      }
      CheckQuantities(variant, at);
    }
  }

  void CheckQuantities(const GraphqlValue& variant, const std::vector<std::string>& at) {
    const GraphqlValue* quantities = variant.Given("inventoryQuantities");
    for (const GraphqlValue& quantity : quantities == nullptr ? std::vector<GraphqlValue>{} : quantities->items) {
      const auto location = ShopifyNumber(quantity.TextOf("locationId"), "Location");
      const std::string name = quantity.TextOf("name");
      if (location != shop_.LocationNumber()) {
        Refuse(
            at,
            "Quantity for " + OptionOf(variant) + " couldn't be set because the location was deleted or is inactive.",
            "INVALID_VARIANT");
      } else if (name != "available" && name != "on_hand") {
        Refuse(at, "The quantity name must be either 'available' or 'on_hand'.", "INVALID_VARIANT");
      }
    }
  }

  // The row that a variant of the input means; null for a new one.
  const MarketListing* Meant(const GraphqlValue& variant) const {
    if (!product_) {
      return nullptr;
    }
    const std::optional<std::int64_t> id = ShopifyNumber(variant.TextOf("id"), "ProductVariant");
    for (const MarketListing* row : shop_.RowsOf(*product_)) {
      const bool same =
          variant.Given("id") != nullptr ? id == VariantNumberOf(*row) : OptionOf(variant) == OptionOf(*row);
      if (same) {
        return row;
      }
    }
    return nullptr;
  }

  void WriteWithoutVariants() {
    if (!product_) {
      MarketListing row = NewVariant(shop_, 0);
      ApplyShared(row);
      Keep(std::move(row));
      return;
    }
    for (const MarketListing* found : shop_.RowsOf(*product_)) {
      MarketListing row = *found;
      ApplyShared(row);
      shop_.market().Replace(row, ChangedBy::kWire);
    }
    shop_.CatchUp();
  }

  void WriteVariants() {
    // What the product itself says goes over to a new variant of it.
    const MarketListing* first = product_ ? shop_.FirstRowOf(*product_) : nullptr;
    const std::optional<MarketListing> sibling = first == nullptr ? std::nullopt : std::optional(*first);
    std::vector<std::pair<const GraphqlValue*, RowNumber>> matched;
    std::set<RowNumber> kept;
    for (const GraphqlValue& variant : variants_->items) {
      const MarketListing* meant = Meant(variant);
      matched.emplace_back(&variant, meant == nullptr ? 0 : meant->row);
      kept.insert(matched.back().second);
    }
    for (const auto& [variant, at] : matched) {
      MarketListing row = at == 0 ? NewVariant(shop_, product_.value_or(0)) : *shop_.Row(at);
      if (at == 0 && sibling) {
        row.content = sibling->content;
        row.status = sibling->status;
      }
      ApplyShared(row);
      ApplyVariant(*variant, row);
      at == 0 ? Keep(std::move(row)) : shop_.market().Replace(row, ChangedBy::kWire);
      if (at == 0) {
        kept.insert(static_cast<RowNumber>(shop_.market().rows().size()));
      }
    }
    shop_.CatchUp();
    for (const MarketListing* found : shop_.RowsOf(*product_)) {
      if (!kept.contains(found->row)) {
        MarketListing gone = *found;
        gone.status = ListingStatus::kGone;
        shop_.market().Replace(gone, ChangedBy::kWire);
      }
    }
    shop_.CatchUp();
  }

  void Keep(MarketListing row) {
    const RowNumber at = shop_.market().Add(std::move(row), ChangedBy::kWire);
    product_ = ProductNumberOf(*shop_.market().Find(at));
    shop_.CatchUp();
  }

  void ApplyShared(MarketListing& row) {
    if (input_.Given("metafields") != nullptr) {
      std::erase_if(row.extras, [](const auto& extra) { return extra.first.starts_with("metafield:"); });
    }
    ApplyProductInput(shop_, input_, row);
    if (const GraphqlValue* files = input_.Given("files")) {
      row.content.image_urls.clear();
      for (const GraphqlValue& file : files->items) {
        row.content.image_urls.push_back(file.TextOf("originalSource"));
      }
    }
  }

  void ApplyVariant(const GraphqlValue& variant, MarketListing& row) {
    ApplyVariantInput(shop_, variant, row);
    if (const std::string option = OptionOf(variant); !option.empty() && option != "Default Title") {
      row.extras["option"] = option;
      row.extras["option_name"] = variant.Find("optionValues")->items.front().TextOf("optionName");
    }
    const GraphqlValue* quantities = variant.Given("inventoryQuantities");
    // Where the item has a level already, quantities of this call are passed over.
    if (quantities != nullptr && !quantities->items.empty() && !IsStocked(row)) {
      row.extras.erase("stocked");
      row.available = Quantity(quantities->items.back().Find("quantity")->integer);
    }
  }

  void GiveHandle() {
    std::string handle = input_.TextOf("handle");
    if (handle.empty() && identifier_ != nullptr) {
      handle = identifier_->TextOf("handle");
    }
    if (!handle.empty()) {
      (void)shop_.GiveHandle(*product_, handle);
    }
  }

  ShopifyShop& shop_;
  const GraphqlValue* identifier_;
  const GraphqlValue& input_;
  const GraphqlValue* variants_;
  std::optional<std::int64_t> product_;
  std::vector<ShopifyUserError> errors_;
};

}  // namespace

ShopifySetOutcome ApplyProductSet(ShopifyShop& shop, const GraphqlValue& arguments) {
  return ProductSetting(shop, arguments).Run();
}

GraphqlOutput SetProduct(ShopifyShop& shop, const GraphqlCall& call) {
  if (IsTrue(call, "synchronous")) {
    const ShopifySetOutcome outcome = ApplyProductSet(shop, call.arguments);
    return ShopifyRecord("ProductSetPayload",
                         {{"product", outcome.product ? ProductObject(shop, *outcome.product) : nullptr},
                          {"userErrors", ShopifyUserErrors("ProductSetUserError", outcome.errors)}});
  }
  ShopifySetOperation operation;
  operation.number = shop.market().Next(Numbered::kOther);
  operation.arguments = call.arguments;
  operation.starts_at = shop.Now();
  operation.due_at = shop.Now() + shop.faults().KnobMs("operation_delay_ms");
  const std::int64_t number = operation.number;
  shop.set_operations.emplace(number, std::move(operation));
  return ShopifyRecord("ProductSetPayload", {{"productSetOperation", SetOperationObject(shop, number)},
                                             {"userErrors", ShopifyUserErrors("ProductSetUserError", {})}});
}

}  // namespace riff::sim
