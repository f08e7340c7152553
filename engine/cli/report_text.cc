#include "engine/cli/report_text.h"

#include "engine/base/time.h"

namespace riff {

namespace {

std::int64_t DurationMs(const RunReport& report) {
  const Timestamp end = report.ended_at.value_or(report.started_at);
  return std::chrono::duration_cast<std::chrono::milliseconds>(end - report.started_at).count();
}

std::string_view StatusWord(RunStatus status) {
  switch (status) {
    case RunStatus::kOk:
      return "ok";
    case RunStatus::kPartial:
    case RunStatus::kAborted:  // Stopped by a person: done in part, and the next run goes on.
      return "partial";
    default:
      return ToString(status);
  }
}

void WriteChannel(JsonWriter& json, const ChannelReport& channel) {
  json.BeginObject().Key("channel").Text(ToString(channel.channel));
  json.Key("read").BeginObject().Key("status").Text(ToString(channel.read.status));
  json.Key("listings").Integer(channel.read.listings).Key("orders").Integer(channel.read.orders);
  json.Key("requests").Integer(channel.read.requests).EndObject();
  json.Key("push").BeginObject().Key("accepted").Integer(channel.push.accepted);
  json.Key("confirmed").Integer(channel.push.confirmed).Key("later").Integer(channel.push.later);
  json.Key("ambiguous").Integer(channel.push.ambiguous).Key("rejected").Integer(channel.push.rejected);
  json.Key("requests").Integer(channel.push.requests).EndObject();
  json.Key("error");
  if (channel.error.empty()) {
    json.Null();
  } else {
    json.Text(channel.error);
  }
  json.EndObject();
}

std::string Number(std::int64_t number) { return number == 0 ? "-" : std::to_string(number); }

}  // namespace

void WriteRunMembers(JsonWriter& json, const RunReport& report) {
  json.Key("run").Integer(report.run.number()).Key("command").Text(report.command);
  json.Key("status").Text(StatusWord(report.status));
  json.Key("started_at").Text(FormatUtc(report.started_at));
  json.Key("channels").BeginArray();
  for (const ChannelReport& channel : report.channels) {
    WriteChannel(json, channel);
  }
  json.EndArray();
  json.Key("changes").BeginObject().Key("planned").Integer(report.changes.planned);
  json.Key("asked").Integer(report.changes.asked).Key("refused").Integer(report.changes.refused);
  json.Key("held").Integer(report.changes.held).EndObject();
  json.Key("todo").BeginObject().Key("opened").Integer(report.todo.opened);
  json.Key("closed").Integer(report.todo.closed).Key("open").Integer(report.todo.open).EndObject();
  json.Key("duration_ms").Integer(DurationMs(report));
}

void PrintRun(Console& console, const RunReport& report) {
  using Align = Column::Align;
  std::vector<std::vector<std::string>> rows;
  for (const ChannelReport& channel : report.channels) {
    rows.push_back({ToString(channel.channel), std::string(ToString(channel.read.status)),
                    Number(channel.read.listings), Number(channel.read.orders), Number(channel.push.accepted),
                    Number(channel.push.confirmed), Number(channel.push.later), Number(channel.push.ambiguous),
                    Number(channel.push.rejected), Number(channel.read.requests + channel.push.requests),
                    channel.error});
  }
  console.Table({{"CHANNEL"},
                 {"READ"},
                 {"LISTINGS", Align::kRight},
                 {"ORDERS", Align::kRight},
                 {"ACCEPTED", Align::kRight},
                 {"CONFIRMED", Align::kRight},
                 {"LATER", Align::kRight},
                 {"UNCLEAR", Align::kRight},
                 {"REFUSED", Align::kRight},
                 {"REQUESTS", Align::kRight},
                 {"TROUBLE"}},
                rows);
  const bool fine = report.status == RunStatus::kOk;
  const std::string status(StatusWord(report.status));
  console.Line("run " + std::to_string(report.run.number()) + " " +
               (fine ? console.Good(status) : console.Bad(status)) + ": " + std::to_string(report.changes.planned) +
               " changes planned (" + std::to_string(report.changes.asked) + " asked, " +
               std::to_string(report.changes.held) + " held, " + std::to_string(report.changes.refused) +
               " refused); to-do " + std::to_string(report.todo.opened) + " opened, " +
               std::to_string(report.todo.closed) + " closed, " + std::to_string(report.todo.open) + " open; " +
               FormatDuration(std::chrono::milliseconds(DurationMs(report))));
}

ExitCode ExitCodeOf(const RunReport& report) {
  switch (report.status) {
    case RunStatus::kOk:
      return ExitCode::kDone;
    case RunStatus::kRunning:
    case RunStatus::kPartial:
    case RunStatus::kFailed:
    case RunStatus::kAborted:
      return ExitCode::kWithFailures;
  }
  return ExitCode::kWithFailures;
}

void PrintPlan(Console& console, const Plan& plan, const std::map<Channel, PlanCost>& cost) {
  std::vector<std::vector<std::string>> rows;
  for (const PlannedWrite& write : plan.writes) {
    rows.push_back({std::string(ToString(write.verdict)), std::string(ToString(write.urgency)),
                    ToString(write.listing.channel), write.listing.remote.text(), write.sku.text(),
                    Describe(write.change), write.reason});
  }
  if (rows.empty()) {
    console.Line("nothing to change");
  } else {
    console.Table({{"VERDICT"}, {"URGENCY"}, {"CHANNEL"}, {"LISTING"}, {"SKU"}, {"CHANGE"}, {"WHY"}}, rows);
  }
  for (const auto& [channel, price] : cost) {
    console.Line(ToString(channel) + ": " + std::to_string(price.writes) + " changes in " +
                 std::to_string(price.calls) + " calls, at least " + FormatDuration(price.least_time));
  }
  if (!plan.adoptions.empty()) {
    console.Line(std::to_string(plan.adoptions.size()) + " stock levels to be taken over from production");
  }
  if (!plan.findings.empty()) {
    console.Line(std::to_string(plan.findings.size()) + " findings (a preview opens no to-do items)");
  }
}

std::string PlanJson(const Plan& plan, const std::map<Channel, PlanCost>& cost) {
  JsonWriter json;
  json.BeginObject().Key("changes").BeginArray();
  for (const PlannedWrite& write : plan.writes) {
    json.BeginObject().Key("channel").Text(ToString(write.listing.channel));
    json.Key("listing").Text(write.listing.remote.text()).Key("sku").Text(write.sku.text());
    json.Key("kind").Text(KindOf(write.change)).Key("change").Text(Describe(write.change));
    json.Key("verdict").Text(ToString(write.verdict)).Key("urgency").Text(ToString(write.urgency));
    json.Key("key").Text(write.key.text()).Key("reason").Text(write.reason).EndObject();
  }
  json.EndArray().Key("findings").BeginArray();
  for (const Finding& finding : plan.findings) {
    json.BeginObject().Key("type").Text(ToString(finding.type)).Key("severity").Text(ToString(finding.severity));
    json.Key("sku").Text(finding.sku.text()).Key("observed").Text(finding.observed).EndObject();
  }
  json.EndArray().Key("cost").BeginArray();
  for (const auto& [channel, price] : cost) {
    json.BeginObject().Key("channel").Text(ToString(channel)).Key("changes").Integer(price.writes);
    json.Key("calls").Integer(price.calls);
    json.Key("least_ms")
        .Integer(std::chrono::duration_cast<std::chrono::milliseconds>(price.least_time).count())
        .EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

}  // namespace riff
