#include "engine/serve/hold_document.h"

namespace riff {

void WriteHoldMembers(JsonWriter& json, const Hold& hold) {
  json.Key("id").Text(hold.id.text()).Key("state").Text(ToString(hold.state));
  json.Key("owner").Text(hold.owner).Key("reference").Text(hold.reference).Key("world").Text(ToString(hold.world));
  json.Key("lines").BeginArray();
  for (const HoldLine& line : hold.lines) {
    json.BeginObject().Key("sku").Text(line.sku.text()).Key("quantity").Integer(line.quantity.units());
    json.Key("committed").Integer(line.committed.units()).EndObject();
  }
  json.EndArray().Key("placed_at").Text(FormatUtc(hold.placed_at)).Key("expires_at").Text(FormatUtc(hold.deadline));
  json.Key("extended").Bool(hold.extended);
}

void WriteShortages(JsonWriter& json, const std::vector<Shortage>& shortages) {
  json.BeginArray();
  for (const Shortage& shortage : shortages) {
    json.BeginObject().Key("sku").Text(shortage.sku.text()).Key("wanted").Integer(shortage.wanted.units());
    json.Key("available").Integer(shortage.available.units()).EndObject();
  }
  json.EndArray();
}

}  // namespace riff
