#include "engine/model/run.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<ReadStatus, 4> kReadStatuses = {
    "read status",
    {{
        {ReadStatus::kComplete, "complete"},
        {ReadStatus::kPartial, "partial"},
        {ReadStatus::kFailed, "failed"},
        {ReadStatus::kSkipped, "skipped"},
    }},
};
static_assert(kReadStatuses.InOrder(ReadStatus::kSkipped));

constexpr WordTable<RunStatus, 5> kRunStatuses = {
    "run status",
    {{
        {RunStatus::kRunning, "running"},
        {RunStatus::kOk, "ok"},
        {RunStatus::kPartial, "partial"},
        {RunStatus::kFailed, "failed"},
        {RunStatus::kAborted, "aborted"},
    }},
};
static_assert(kRunStatuses.InOrder(RunStatus::kAborted));

}  // namespace

std::string_view ToString(ReadStatus status) { return kReadStatuses.WordOf(status); }

std::string_view ToString(RunStatus status) { return kRunStatuses.WordOf(status); }

}  // namespace riff
