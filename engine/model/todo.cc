#include "engine/model/todo.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<TodoStatus, 5> kTodoStatuses = {
    "to-do status",
    {{
        {TodoStatus::kOpen, "open"},
        {TodoStatus::kSnoozed, "snoozed"},
        {TodoStatus::kResolved, "resolved"},
        {TodoStatus::kDismissed, "dismissed"},
        {TodoStatus::kSuperseded, "superseded"},
    }},
};
static_assert(kTodoStatuses.InOrder(TodoStatus::kSuperseded));

}  // namespace

std::string_view ToString(TodoStatus status) { return kTodoStatuses.WordOf(status); }

Result<TodoStatus> ParseTodoStatus(std::string_view text) { return kTodoStatuses.Parse(text); }

}  // namespace riff
