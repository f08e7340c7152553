#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/run.h"
#include "engine/model/todo.h"

namespace riff {

struct TodoFilter {
  std::optional<TodoStatus> status;
  std::optional<TodoType> type;
  std::optional<Severity> severity;
  std::optional<Channel> channel;
  std::optional<Sku> sku;
  std::string owner;
  std::string text;
};

class TodoTable {
 public:
  virtual ~TodoTable() = default;

  // Inserts (id 0) or replaces; one item a fingerprint, for ever.
  virtual Result<TodoId> Save(const TodoItem& item) = 0;
  virtual Result<std::optional<TodoItem>> Find(TodoId id) = 0;
  virtual Result<std::optional<TodoItem>> FindByFingerprint(const Fingerprint& fingerprint) = 0;

  // Worst first, then oldest; `offset` and `limit` page through it.
  virtual Result<std::vector<TodoItem>> List(const TodoFilter& filter, std::size_t offset, std::size_t limit) = 0;
  virtual Result<std::int64_t> Count(const TodoFilter& filter) = 0;

  // Open or snoozed, about this product.
  virtual Result<std::vector<TodoItem>> OpenOfProduct(const Sku& sku) = 0;

  // Open or snoozed, and last seen by an older run than this one.
  virtual Result<std::vector<TodoItem>> OpenNotSeenIn(RunId run, std::size_t limit) = 0;

  virtual Result<void> AppendEvent(const TodoEvent& event) = 0;
  virtual Result<std::vector<TodoEvent>> EventsOf(TodoId id) = 0;
};

}  // namespace riff
