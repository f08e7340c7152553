#pragma once

#include <string>
#include <vector>

#include "engine/sync/change_stock.h"

namespace riff {

// Taking back what a run wrote to the channels.
//
// A listing follows its product, so a listing put back by itself would be overwritten by the next plan: what is put
// back is the cause. A run that pushed a new price or title is undone by giving the product the price or title it had
// before, which the activity log holds (the outbox knows only where a write led, not where it came from); its listings
// follow with the next push. A run that showed more units because a person had put them in is undone by taking them out
// again with a movement of its own. The causes are those since the product's write before, up to the run's.
//
// Not undone, each with its reason: what followed an order, a hold or a sale in the shop (they happened), what
// production's own level led to, corrections of a listing that somebody else had changed, descriptions, new listings,
// and whatever would put more on sale (a person raises, with the command named). Ended listings come back by a relist
// only. A run's own reading, links and to-do items stay as they are: only its writes are looked at.
struct UndoStep {
  enum class Kind { kPrice, kTitle, kStock };
  Kind kind = Kind::kPrice;
  Sku sku;
  std::string now;   // "price 12.00 USD", "4 units put in": for people.
  std::string back;  // "price 9.90 USD", "taken out again".
  ProductEdit edit;  // Of a price or a title.
  World world = World::kReal;
  Quantity units;  // Of stock: what goes out, above zero.
};

// A write of the run that stays. Overtaken: something changed the same listing or product since, or what became of the
// write is not known yet, so undoing it could undo that, too.
struct KeptWrite {
  enum class Cause { kOvertaken, kNotUndoable };
  Cause cause = Cause::kNotUndoable;
  ListingKey listing;
  Sku sku;
  std::string did;
  std::string why;
};

struct UndoPlan {
  std::vector<UndoStep> steps;
  std::vector<KeptWrite> kept;
};

// What undoing the run would do. Changes nothing. kNotFound without the run; kRejected while it is at work, and when it
// wrote more than can be looked at in one transaction. A run that is undone already is overtaken by its undoing.
Result<UndoPlan> PlanUndo(Transaction& tx, RunId run);

// Does it, all in the caller's transaction, planned again there, and says what was done; push then. kRejected, and
// nothing done, when a write was overtaken (unless the rest is to be undone), when nothing is left to undo, or when
// units that would go out are not available any more.
enum class WhenOvertaken { kStop, kUndoTheRest };
Result<UndoPlan> ApplyUndo(Transaction& tx, RunId run, WhenOvertaken when, const Actor& actor);

}  // namespace riff
