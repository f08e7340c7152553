#include "engine/sync/order_findings.h"

#include "engine/sync/record_findings.h"

namespace riff {

std::string NameOf(const Order& order, const OrderLine& line) {
  return ToString(order.channel) + " order " + order.id.text() + " line " + line.id.text();
}

Finding OrderFinding(TodoType type, const Order& order, const OrderLine& line, const Sku& product) {
  Finding finding;
  finding.type = type;
  finding.severity = UsualSeverity(type);
  finding.channel = order.channel;
  finding.sku = product;
  finding.title = line.title;
  // The order line is the subject: two short orders of one product are two items.
  finding.remote = RemoteId(kOrderSubject + order.id.text() + "/" + line.id.text());
  finding.facts = std::string(ToString(line.state)) + " " + std::to_string(line.quantity.units());
  return finding;
}

Finding UnlinkedLine(const Order& order, const TakenLine& taken) {
  Finding finding = OrderFinding(TodoType::kOrderUnlinked, order, taken.line, taken.product);
  finding.observed = NameOf(order, taken.line) + " sold " + std::to_string(taken.line.quantity.units()) + " of \"" +
                     taken.line.title + "\" (SKU " + (taken.line.sku.empty() ? "blank" : taken.line.sku.text()) +
                     "), which no product is linked to";
  finding.intended = "every order line takes its units from a product";
  finding.suggested = "link the listing to its product; the order is then taken by itself";
  return finding;
}

Finding UnknownState(const Order& order, const TakenLine& taken) {
  Finding finding = OrderFinding(TodoType::kUnknownOrderState, order, taken.line, taken.product);
  finding.observed =
      NameOf(order, taken.line) + " is in state \"" + order.platform_state + "\", which RIFF does not know";
  finding.intended = "the state is known to hold, commit, release or leave stock";
  finding.suggested = "look at the order on the channel, correct the stock if need be, then dismiss this item";
  return finding;
}

Result<bool> OpenOrderFinding(Transaction& tx, const Finding& finding, const TakeMark& mark) {
  RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, mark.run, mark.at));
  return recorded == Recorded::kOpened;
}

Result<bool> OpenShort(Transaction& tx, const Order& order, const TakenLine& taken, Quantity short_by,
                       const TakeMark& mark) {
  RIFF_TRY(const std::optional<Product> product, tx.products.Find(taken.product));
  const bool unique = product.has_value() && product->kind == ProductKind::kUnique;
  Finding finding =
      OrderFinding(unique ? TodoType::kDoubleSale : TodoType::kOrderShort, order, taken.line, taken.product);
  std::string others;
  RIFF_TRY(const std::vector<TakenLine> lines, tx.orders.OfProduct(taken.product, 20));
  for (const TakenLine& other : lines) {
    if (other.channel == taken.channel && other.order == taken.order && other.line.id == taken.line.id) {
      continue;
    }
    if (other.committed + other.reserved + other.shipped > Quantity(0)) {
      others += (others.empty() ? "" : "; ") + ToString(other.channel) + " order " + other.order.text() + " placed " +
                FormatUtc(other.placed_at);
    }
  }
  finding.observed = NameOf(order, taken.line) + " placed " + FormatUtc(order.placed_at) + " wants " +
                     std::to_string(taken.line.quantity.units()) + " of " + taken.product.text() + ", " +
                     std::to_string(short_by.units()) + " more than there are" +
                     (others.empty() ? "" : "; sold before: " + others);
  finding.intended = unique ? "one guitar is sold once" : "no more units are sold than there are";
  finding.suggested = unique ? "keep one order, cancel the other on its channel and tell that buyer"
                             : "accept the back-order, cancel the line, or correct the stock";
  return OpenOrderFinding(tx, finding, mark);
}

Result<bool> OpenRestock(Transaction& tx, const Order& order, const TakenLine& taken, const TakeMark& mark) {
  Finding finding = OrderFinding(TodoType::kRelistDecision, order, taken.line, taken.product);
  finding.observed = NameOf(order, taken.line) + " is " + std::string(ToString(taken.line.state)) + "; " +
                     std::to_string((taken.committed + taken.shipped).units()) + " of " + taken.product.text() +
                     " stay sold in the books";
  finding.intended = "what came back is either sold again or written off";
  finding.suggested = "resolve with --action restock (can be sold again) or --action damaged (cannot)";
  return OpenOrderFinding(tx, finding, mark);
}

bool IsAboutOrderLine(const Finding& finding) {
  return finding.remote.has_value() && finding.remote->text().starts_with(kOrderSubject);
}

}  // namespace riff
