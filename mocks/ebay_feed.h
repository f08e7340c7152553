#pragma once

#include <string>
#include <vector>

#include "mocks/ebay_call.h"
#include "mocks/ebay_errors.h"
#include "mocks/face.h"

namespace riff::sim {

// eBay's Feed API, as far as the report of all active listings goes (platform sheet, section 6): ordered, then looked
// after, then fetched. The report has every listing that runs, whichever API owns it, as it was when the task was
// completed. 25 reports in 24 hours (160025).
// Operations: ebay.feed.{order_report,list_tasks,get_task,download}.
class EbayFeed {
 public:
  explicit EbayFeed(const FaceParts& parts) : parts_(parts) {}

  ServerResponse Answer(const EbayCall& call);

  // Completes the tasks whose time has come.
  void Settle();

 private:
  struct Task {
    std::string id;
    std::string feed_type;
    std::string schema_version;
    Timestamp ordered_at;
    Timestamp started_at;
    Timestamp completed_at;
    enum class End { kCompleted, kFailed } end = End::kCompleted;
    std::string report;  // XML, once it is completed.
  };

  ServerResponse OrderReport(const EbayCall& call);
  ServerResponse ListTasks(const EbayCall& call) const;
  ServerResponse GetTask(const EbayCall& call) const;
  ServerResponse Download(const EbayCall& call) const;
  std::string ReportAt(Timestamp at) const;
  std::string_view StatusOf(const Task& task) const;
  std::string Rendered(const Task& task, const ServerRequest& request) const;
  const Task* Find(std::string_view id) const;

  FaceParts parts_;
  std::vector<Task> tasks_;
};

}  // namespace riff::sim
