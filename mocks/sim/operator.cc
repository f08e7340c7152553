// A person at RIFF: edits products, works the to-do list, pulls the switches.

#include "engine/sync/edit_product.h"
#include "engine/sync/review_todos.h"
#include "engine/sync/set_switch.h"
#include "mocks/sim/deeds.h"
#include "mocks/sim/engine_process.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

using std::chrono::minutes;

Actor Alice(World& world) { return Actor{"cli:alice", world.truth().Now()}; }

std::string Outcome(const Result<void>& done) { return done.has_value() ? "" : ": " + done.error().message; }

// What a command line does: a process of its own for a moment, with a session of its own.
void Do(World& world, const std::string& what, const std::function<Result<void>(Transaction&)>& body) {
  world.Note("operator", what + Outcome(world.Write(body)));
}

void EditSomeProduct(World& world, Random& random) {
  const Sku sku = world.skus()[random.Below(world.skus().size())];
  ProductEdit edit;
  std::string what = sku.text();
  const std::uint64_t kind = random.Below(3);
  Result<std::optional<Product>> product = std::optional<Product>();
  const Result<void> looked = world.Look([&](Transaction& tx) -> Result<void> {
    product = tx.products.Find(sku);
    return {};
  });
  if (!looked.has_value() || !product.has_value() || !product->has_value()) {
    return;
  }
  const bool live = world.options().world == WorldKind::kLive;
  if (kind == 0) {
    const bool unique = (*product)->kind == ProductKind::kUnique;
    edit.available = Quantity(static_cast<std::int64_t>(random.Below(unique ? 2 : 12)));
    what += " available " + std::to_string(edit.available->units());
  } else if (kind == 1) {
    Money price = (*product)->price.value_or(Money{100'000, Currency::Usd()});
    price.minor = 10'000 + static_cast<std::int64_t>(random.Below(5'000)) * 100;
    edit.price = price;
    what += " price " + FormatDecimal(price);
  } else {
    edit.title = (*product)->content.title + " v" + std::to_string(random.Below(1000));
    edit.title = FitTitle(*edit.title, 76);
    what += " title " + *edit.title;
  }
  world.sales().Lowered(sku, world.truth().Now());
  Do(world, "edits " + what, [&](Transaction& tx) -> Result<void> {
    RIFF_TRY(EditProduct(tx, sku, edit, live ? riff::World::kReal : riff::World::kSandbox, Alice(world)));
    return {};
  });
}

void WorkSomeTodo(World& world, Random& random) {
  std::vector<TodoItem> items;
  (void)world.Look([&](Transaction& tx) -> Result<void> {
    TodoFilter filter;
    filter.status = TodoStatus::kOpen;
    RIFF_TRY(items, tx.todos.List(filter, 0, 200));
    return {};
  });
  if (items.empty()) {
    return;
  }
  const TodoItem& item = items[random.Below(items.size())];
  const std::string name = std::to_string(item.id.number()) + " " + std::string(ToString(item.finding.type));
  world.sales().Lowered(item.finding.sku, world.truth().Now());
  const std::uint64_t what = random.Below(4);
  if (what == 0) {
    Do(world, "approves " + name, [&](Transaction& tx) -> Result<void> {
      RIFF_TRY(ApproveTodo(tx, item.id, 3, Alice(world)));
      return {};
    });
  } else if (what == 1) {
    Do(world, "snoozes " + name, [&](Transaction& tx) -> Result<void> {
      RIFF_TRY(SnoozeTodo(tx, item.id, world.truth().Now() + minutes(45), Alice(world)));
      return {};
    });
  } else {
    const std::vector<std::string> actions = ActionsOf(item.finding.type);
    if (actions.empty()) {
      return;
    }
    Resolution resolution{actions[random.Below(actions.size())], item.finding.sku, "simulated"};
    if (resolution.action == "not_created" || resolution.action == "not_ours") {
      return;  // Would be a lie: the person did not look.
    }
    Do(world, "resolves " + name + " " + resolution.action, [&](Transaction& tx) -> Result<void> {
      RIFF_TRY(ResolveTodo(tx, item.id, resolution, Alice(world)));
      return {};
    });
  }
}

}  // namespace

void DoAsOperator(World& world, const Deed& deed) {
  SeededRandom random(deed.draw);
  const Duration later = minutes(5 + static_cast<int>(random.Below(60)));
  if (deed.what == "edit") {
    EditSomeProduct(world, random);
  } else if (deed.what == "work_todo") {
    WorkSomeTodo(world, random);
  } else if (deed.what == "push_switched_off") {
    world.CountFault(deed.what);
    world.SwitchOff();
    Do(world, "push off", [&](Transaction& tx) { return SetFlagByHand(tx, "push_enabled", "off", Alice(world)); });
    world.In(later, Needs::kNobody, [&world] {
      world.SwitchOn();
      Do(world, "push on", [&](Transaction& tx) { return SetFlagByHand(tx, "push_enabled", "on", Alice(world)); });
    });
  } else if (deed.what == "stage_halted" && world.options().world != WorldKind::kLive) {
    world.CountFault(deed.what);
    const Platform platform = world.options().platforms[random.Below(world.options().platforms.size())];
    const auto set = [&world, platform](Stage stage) {
      Do(world, "stage " + std::string(riff::ToString(platform)) + " " + std::string(riff::ToString(stage)),
         [&](Transaction& tx) { return SetStageByHand(tx, platform, Stage::kHybrid, stage, Alice(world)); });
    };
    set(Stage::kHalted);
    world.SwitchOff();
    world.In(later, Needs::kNobody, [&world, set] {
      world.SwitchOn();
      set(Stage::kHybrid);
    });
  }
}

}  // namespace riff::sim
