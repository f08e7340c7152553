#pragma once

#include "engine/port/todo_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlTodoTable final : public TodoTable {
 public:
  explicit SqlTodoTable(Session& session) : session_(session) {}

  // kConflict when another item has the fingerprint; kNotFound for an id that was never given.
  Result<TodoId> Save(const TodoItem& item) override;
  Result<std::optional<TodoItem>> Find(TodoId id) override;
  Result<std::optional<TodoItem>> FindByFingerprint(const Fingerprint& fingerprint) override;

  // The filter's text is looked for in title, SKU and what was observed, whatever its case.
  Result<std::vector<TodoItem>> List(const TodoFilter& filter, std::size_t offset, std::size_t limit) override;
  Result<std::int64_t> Count(const TodoFilter& filter) override;
  Result<std::vector<TodoItem>> OpenOfProduct(const Sku& sku) override;
  Result<std::vector<TodoItem>> OpenNotSeenIn(RunId run, std::size_t limit) override;
  Result<void> AppendEvent(const TodoEvent& event) override;
  Result<std::vector<TodoEvent>> EventsOf(TodoId id) override;

 private:
  Session& session_;
};

}  // namespace riff
