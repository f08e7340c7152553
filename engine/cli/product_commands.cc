#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "connectors/json/json.h"
#include "connectors/table/csv.h"
#include "engine/cli/product_csv.h"
#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/cli/stock_words.h"

namespace riff {

namespace {

struct ProductFlags {
  std::string sku;
  std::string kind;
  std::string title;
  std::string description;
  std::string brand;
  std::string model;
  std::string year;
  std::string finish;
  std::string condition;
  std::string price;
  std::string currency = "USD";
  std::string world;
  std::optional<std::int64_t> available;
};

Result<std::optional<Money>> PriceOf(const ProductFlags& flags, const std::optional<Money>& before) {
  if (flags.price.empty()) {
    return std::optional<Money>();
  }
  RIFF_TRY(const Currency named, Currency::Parse(flags.currency));
  const Currency currency = before.has_value() ? before->currency : named;
  const Result<Money> price = ParseMoney(flags.price, currency);
  if (!price.has_value()) {
    return Fail(WithContext("--price", price.error()));
  }
  return std::optional(*price);
}

ExitCode Create(Console& console, const Invocation& invocation, const ProductFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    NewProduct product;
    product.sku = Sku(flags.sku);
    if (!flags.kind.empty()) {
      RIFF_TRY(product.kind, ParseProductKind(flags.kind));
    }
    if (!flags.condition.empty()) {
      RIFF_TRY(product.content.condition, ParseCondition(flags.condition));
    }
    product.content.title = flags.title;
    product.content.description = flags.description;
    product.content.brand = flags.brand;
    product.content.model = flags.model;
    product.content.year = flags.year;
    product.content.finish = flags.finish;
    RIFF_TRY(product.price, PriceOf(flags, std::nullopt));
    product.available = Quantity(flags.available.value_or(0));
    RIFF_TRY(const World world, BooksAskedFor(program, flags.world));
    RIFF_TRY(
        program.store().Transact([&](Transaction& tx) { return CreateProduct(tx, product, world, program.actor()); }));
    console.Line("created " + flags.sku + " in the " + std::string(ToString(world)) + " books");
    console.Json(R"({"created":)" + JsonText(flags.sku) + "}");
    return ExitCode::kDone;
  });
}

ExitCode Set(Console& console, const Invocation& invocation, const ProductFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const World world, BooksAskedFor(program, flags.world));
    Product after;
    RIFF_TRY(program.store().Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const std::optional<Product> before, tx.products.Find(Sku(flags.sku)));
      ProductEdit edit;
      RIFF_TRY(edit.price, PriceOf(flags, before.has_value() ? before->price : std::nullopt));
      edit.available = flags.available.has_value() ? std::optional(Quantity(*flags.available)) : std::nullopt;
      edit.title = flags.title.empty() ? std::nullopt : std::optional(flags.title);
      edit.description = flags.description.empty() ? std::nullopt : std::optional(flags.description);
      RIFF_TRY(after, EditProduct(tx, Sku(flags.sku), edit, world, program.actor()));
      return {};
    }));
    console.Line("changed " + flags.sku + ": \"" + Harmless(after.content.title) + "\"" +
                 (after.price.has_value() ? ", " + FormatMoney(*after.price) : ""));
    if (flags.available.has_value()) {
      console.Line("available is now " + std::to_string(*flags.available) + " in the " + std::string(ToString(world)) +
                   " books" + (world == World::kSandbox ? " (in stage hybrid the real books follow production)" : ""));
    }
    console.Line("its listings follow with the next riff sync");
    console.Json(R"({"changed":)" + JsonText(flags.sku) + "}");
    return ExitCode::kDone;
  });
}

ExitCode Import(Console& console, const Invocation& invocation, const std::string& path,
                const std::string& world_text) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      return Fail(ErrorKind::kNotFound, "cannot read " + path);
    }
    std::ostringstream text;
    text << file.rdbuf();
    RIFF_TRY(const std::vector<ImportRow> rows, ReadProductCsv(text.str(), path));
    RIFF_TRY(const World world, BooksAskedFor(program, world_text));
    ImportCounts counts;
    const Result<void> done = program.store().Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(counts, ImportRows(tx, rows, world, program.actor()));
      return {};
    });
    if (!done.has_value()) {
      return Fail(WithContext(path + " (nothing was imported)", done.error()));
    }
    console.Line("imported " + path + ": " + std::to_string(counts.created) + " created, " +
                 std::to_string(counts.changed) + " changed");
    JsonWriter json;
    json.BeginObject().Key("created").Integer(counts.created).Key("changed").Integer(counts.changed).EndObject();
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

struct ListFlags {
  std::string text;
  std::string after;
  std::size_t limit = 50;
};

ExitCode ListProducts(Console& console, const Invocation& invocation, const ListFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("products").BeginArray();
    std::int64_t all = 0;
    std::string last;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(all, tx.products.Count());
      RIFF_TRY(const std::vector<Product> products, tx.products.List(Sku(flags.after), flags.text, flags.limit));
      for (const Product& product : products) {
        RIFF_TRY(const Balance real, tx.ledger.BalanceOf(product.sku, World::kReal));
        RIFF_TRY(const Balance sandbox, tx.ledger.BalanceOf(product.sku, World::kSandbox));
        const std::string available = std::to_string(real.available.units());
        const std::string together = std::to_string(Together(real, sandbox).available.units());
        rows.push_back({product.sku.text(), std::string(ToString(product.kind)), available, together,
                        product.price.has_value() ? FormatMoney(*product.price) : "-", product.content.title});
        json.BeginObject().Key("sku").Text(product.sku.text()).Key("kind").Text(ToString(product.kind));
        json.Key("title").Text(product.content.title).Key("available").Integer(real.available.units());
        json.Key("available_sandbox").Integer(Together(real, sandbox).available.units()).Key("price");
        if (product.price.has_value()) {
          json.Text(FormatDecimal(*product.price)).Key("currency").Text(product.price->currency.code());
        } else {
          json.Null();
        }
        json.EndObject();
        last = product.sku.text();
      }
      return {};
    }));
    json.EndArray().Key("count").Integer(all).EndObject();
    using Align = Column::Align;
    console.Table({{"SKU"},
                   {"KIND"},
                   {"AVAILABLE", Align::kRight},
                   {"IN SANDBOX", Align::kRight},
                   {"PRICE", Align::kRight},
                   {"TITLE"}},
                  rows);
    console.Line(std::to_string(rows.size()) + " of " + std::to_string(all) + " products" +
                 (rows.size() == flags.limit ? "; more: riff products list --after " + last : ""));
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

void AddContentOptions(CLI::App& command, ProductFlags& flags) {
  command.add_option("sku", flags.sku, "The product")->required();
  command.add_option("--title", flags.title, "Title");
  command.add_option("--description", flags.description, "Description (HTML is allowed)");
  command.add_option("--price", flags.price, "Base price, such as 1499 or 1499.00");
  command.add_option("--available", flags.available, "Units that may be promised now");
  command.add_option("--world", flags.world, "Which books --available is about: real or sandbox");
}

}  // namespace

void AddProductCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* products = app.add_subcommand("products", "See, make and change products");
  products->require_subcommand(1);

  auto list_flags = std::make_shared<ListFlags>();
  CLI::App* list = products->add_subcommand("list", "List products by SKU");
  list->footer("Example:\n  riff products list --text jazzmaster");
  list->add_option("--text", list_flags->text, "Part of the SKU or title");
  list->add_option("--after", list_flags->after, "Go on after this SKU");
  list->add_option("--limit", list_flags->limit, "At most so many")->capture_default_str()->check(CLI::Range(1, 10000));
  list->callback([&invocation, list_flags] {
    invocation.action = [list_flags](Console& console, const Invocation& given) {
      return ListProducts(console, given, *list_flags);
    };
  });

  CLI::App* show = products->add_subcommand("show", "Show one product, its books and its listings");
  show->footer("Example:\n  riff products show SG-61");
  auto shown = std::make_shared<std::string>();
  show->add_option("sku", *shown, "The product")->required();
  show->callback([&invocation, shown] {
    invocation.action = [shown](Console& console, const Invocation& given) {
      return ShowProduct(console, given, *shown);
    };
  });

  auto create_flags = std::make_shared<ProductFlags>();
  CLI::App* create = products->add_subcommand("create", "Make a product");
  create->footer("Example:\n  riff products create SG-61 --title \"Gibson SG 1961\" --price 4999 --available 1");
  AddContentOptions(*create, *create_flags);
  create->add_option("--kind", create_flags->kind, "unique (one guitar) or stocked");
  create->add_option("--currency", create_flags->currency, "Of the price")->capture_default_str();
  create->add_option("--brand", create_flags->brand, "Brand");
  create->add_option("--model", create_flags->model, "Model");
  create->add_option("--year", create_flags->year, "Year or decade");
  create->add_option("--finish", create_flags->finish, "Finish");
  create->add_option("--condition", create_flags->condition, "new, mint, excellent, very_good, good, fair, …");
  create->callback([&invocation, create_flags] {
    invocation.action = [create_flags](Console& console, const Invocation& given) {
      return Create(console, given, *create_flags);
    };
  });

  auto set_flags = std::make_shared<ProductFlags>();
  CLI::App* set = products->add_subcommand("set", "Change a product; its listings follow with the next sync");
  set->footer("Example:\n  riff products set SG-61 --price 1499 --available 3 --title \"Gibson SG\"");
  AddContentOptions(*set, *set_flags);
  set->callback([&invocation, set_flags] {
    invocation.action = [set_flags](Console& console, const Invocation& given) {
      return Set(console, given, *set_flags);
    };
  });

  auto path = std::make_shared<std::string>();
  auto world = std::make_shared<std::string>();
  CLI::App* import = products->add_subcommand("import", "Add or change products from a CSV file, all or nothing");
  import->footer(
      "Columns by name: sku, title (both needed); kind, brand, model, year, finish, condition, price, currency,\n"
      "available, description, category.\nExample:\n  riff products import stock.csv");
  import->add_option("file", *path, "The CSV file")->required();
  import->add_option("--world", *world, "Which books the stock goes into: real or sandbox");
  import->callback([&invocation, path, world] {
    invocation.action = [path, world](Console& console, const Invocation& given) {
      return Import(console, given, *path, *world);
    };
  });
}

}  // namespace riff
