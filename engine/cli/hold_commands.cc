#include <CLI/CLI.hpp>

#include "engine/base/boot_clock.h"
#include "engine/cli/hold_text.h"
#include "engine/cli/program.h"
#include "engine/cli/push_now.h"
#include "engine/cli/stock_words.h"
#include "engine/serve/checkouts.h"
#include "engine/sync/hold_desk.h"

namespace riff {

namespace {

struct HoldFlags {
  std::vector<std::string> items;
  std::string id;
  std::string owner;
  std::string reference;
  std::string key;
  std::string ttl;
  std::string world;
  std::string state;
  std::string after;
  std::size_t limit = 50;
  bool no_push = false;
};

// A desk on the program's own session.
class Desk {
 public:
  explicit Desk(Program& program)
      : desk_(HoldPolicyOf(program.config()),
              HoldDeskParts{program.store(), program.run().clock, boot_, program.run().random, program.metrics()}) {}
  HoldDesk* operator->() { return &desk_; }

 private:
  SystemBootClock boot_;
  HoldDesk desk_;
};

std::string OwnerOf(const HoldFlags& flags, Program& program) {
  return flags.owner.empty() ? program.actor().name : flags.owner;
}

// A hold that moved units: its listings follow at once.
Result<ExitCode> AfterMove(Console& console, Program& program, const HoldFlags& flags, ExitCode code) {
  if (flags.no_push) {
    return code;
  }
  RIFF_TRY(const std::optional<RunReport> report, PushDirty(console, program, "hold"));
  if (report.has_value()) {
    console.Line("its listings follow: run " + std::to_string(report->run.number()) + " " +
                 std::string(ToString(report->status)) + ", " + std::to_string(report->changes.planned) + " changes");
  }
  return code;
}

ExitCode CreateHold(Console& console, const Invocation& invocation, const HoldFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    HoldRequest request;
    request.owner = OwnerOf(flags, program);
    request.reference = flags.reference;
    request.key = flags.key;
    RIFF_TRY(request.world, BooksAskedFor(program, flags.world));
    RIFF_TRY(request.lines, ParseHoldLines(flags.items));
    if (!flags.ttl.empty()) {
      RIFF_TRY(request.ttl, ParseDuration(flags.ttl));
    }
    Desk desk(program);
    RIFF_TRY(const Placed placed, desk->Place(request, program.actor().name));
    PrintPlaced(console, placed, desk->policy().mode);
    if (!placed.shortages.empty()) {
      return ExitCode::kRefused;
    }
    return AfterMove(console, program, flags, ExitCode::kDone);
  });
}

ExitCode Commit(Console& console, const Invocation& invocation, const HoldFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<HoldLine> parts;
    if (!flags.items.empty()) {
      RIFF_TRY(parts, ParseHoldLines(flags.items));
    }
    Desk desk(program);
    RIFF_TRY(const Committed committed,
             desk->Commit(HoldClaim{HoldId(flags.id), OwnerOf(flags, program)}, parts, program.actor().name));
    PrintCommitted(console, committed);
    return AfterMove(console, program, flags, committed.shortages.empty() ? ExitCode::kDone : ExitCode::kRefused);
  });
}

ExitCode Release(Console& console, const Invocation& invocation, const HoldFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    Desk desk(program);
    RIFF_TRY(const Hold hold,
             desk->Release(HoldClaim{HoldId(flags.id), OwnerOf(flags, program)}, program.actor().name));
    PrintHold(console, hold);
    return AfterMove(console, program, flags, ExitCode::kDone);
  });
}

ExitCode Extend(Console& console, const Invocation& invocation, const HoldFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    Desk desk(program);
    RIFF_TRY(const Hold hold, desk->Extend(HoldClaim{HoldId(flags.id), OwnerOf(flags, program)}, program.actor().name));
    PrintHold(console, hold);
    return ExitCode::kDone;
  });
}

ExitCode Show(Console& console, const Invocation& invocation, const HoldFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    Desk desk(program);
    RIFF_TRY(const Hold hold, desk->Find(HoldId(flags.id), program.actor().name));
    PrintHold(console, hold);
    return ExitCode::kDone;
  });
}

ExitCode ListHolds(Console& console, const Invocation& invocation, const HoldFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::optional<HoldState> state;
    if (!flags.state.empty() && flags.state != "all") {
      RIFF_TRY(state, ParseHoldState(flags.state));
    }
    Desk desk(program);
    RIFF_TRY(desk->ExpireOverdue("reaper"));
    RIFF_TRY(const std::vector<Hold> holds, desk->List(state, HoldId(flags.after), flags.limit));
    PrintHolds(console, holds, flags.limit);
    return ExitCode::kDone;
  });
}

using Action = ExitCode (*)(Console&, const Invocation&, const HoldFlags&);

CLI::App* Add(CLI::App& hold, Invocation& invocation, const std::shared_ptr<HoldFlags>& flags, const char* name,
              const char* help, Action action) {
  CLI::App* command = hold.add_subcommand(name, help);
  command->callback([&invocation, flags, action] {
    invocation.action = [flags, action](Console& console, const Invocation& given) {
      return action(console, given, *flags);
    };
  });
  return command;
}

void AddSettling(CLI::App& command, HoldFlags& flags) {
  command.add_option("id", flags.id, "The hold")->required();
  command.add_option("--owner", flags.owner, "Who placed it (else you)");
  command.add_flag("--no-push", flags.no_push, "Leave its listings to the next sync");
}

}  // namespace

void AddHoldCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* hold = app.add_subcommand("hold", "Set units aside while somebody pays");
  hold->require_subcommand(1);
  auto flags = std::make_shared<HoldFlags>();

  CLI::App* create =
      Add(*hold, invocation, flags, "create", "Hold units: every channel shows less at once", CreateHold);
  create->footer("Example:\n  riff hold create SG-61 STR-10=3 --ttl 20m --reference \"cart 7\"");
  create->add_option("sku", flags->items, "Products, each with =N for more than one unit")->required();
  create->add_option("--ttl", flags->ttl, "How long, such as 20m (else [holds] ttl)");
  create->add_option("--owner", flags->owner, "Who may settle it (else you)");
  create->add_option("--reference", flags->reference, "A cart or an order, for people");
  create->add_option("--key", flags->key, "Idempotency key: the same key again is the same hold");
  create->add_option("--world", flags->world, "Which books: real or sandbox");
  create->add_flag("--no-push", flags->no_push, "Leave its listings to the next sync");

  CLI::App* commit = Add(*hold, invocation, flags, "commit", "Sell what is held, all or a part", Commit);
  commit->footer("Example:\n  riff hold commit h1f… STR-10=2");
  AddSettling(*commit, *flags);
  commit->add_option("sku", flags->items, "Only these, each with =N for more than one unit; the rest is given back");

  CLI::App* release = Add(*hold, invocation, flags, "release", "Give back what is held", Release);
  release->footer("Example:\n  riff hold release h1f…");
  AddSettling(*release, *flags);

  CLI::App* extend = Add(*hold, invocation, flags, "extend", "Prolong a hold by its own time, once", Extend);
  extend->footer("Example:\n  riff hold extend h1f…");
  extend->add_option("id", flags->id, "The hold")->required();
  extend->add_option("--owner", flags->owner, "Who placed it (else you)");

  CLI::App* show = Add(*hold, invocation, flags, "show", "Show one hold", Show);
  show->footer("Example:\n  riff hold show h1f…");
  show->add_option("id", flags->id, "The hold")->required();

  CLI::App* list = Add(*hold, invocation, flags, "list", "List holds, the newest first", ListHolds);
  list->footer("Example:\n  riff hold list --state active");
  list->add_option("--state", flags->state, "active, committed, released, expired or all");
  list->add_option("--after", flags->after, "Go on after this hold");
  list->add_option("--limit", flags->limit, "At most so many")->capture_default_str()->check(CLI::Range(1, 10000));
}

}  // namespace riff
