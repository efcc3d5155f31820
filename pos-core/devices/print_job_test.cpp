#include "devices/print_job.h"

#include <catch2/catch.hpp>
#include <vector>

#include "devices/device.h"

using namespace holdfast;
using devices::JobKind;
using devices::JobState;

namespace {
constexpr JobState all_states[] = {JobState::queued,  JobState::printing, JobState::sent,   JobState::confirmed,
                                   JobState::unknown, JobState::failed,   JobState::expired};
devices::PrintJob job_in(JobState state, JobKind kind = JobKind::receipt) {
  devices::PrintJob job;
  job.kind = kind;
  job.state = state;
  return job;
}
}  // namespace

TEST_CASE("a job goes from queued over printing to one end, and only the printer's word settles an unknown one",
          "[devices]") {
  const auto after = [](JobState from) {
    std::vector<JobState> found;
    for (const JobState to : all_states)
      if (devices::may_follow(from, to)) found.push_back(to);
    return found;
  };
  CHECK(after(JobState::queued) == std::vector{JobState::printing, JobState::failed, JobState::expired});
  CHECK(after(JobState::printing) ==
        std::vector{JobState::sent, JobState::confirmed, JobState::unknown, JobState::failed, JobState::expired});
  CHECK(after(JobState::unknown) == std::vector{JobState::confirmed});
  CHECK(after(JobState::failed) == std::vector{JobState::queued});
  CHECK(after(JobState::sent).empty());
  CHECK(after(JobState::confirmed).empty());
}

TEST_CASE("what may have been printed comes again only as a copy", "[devices]") {
  using devices::Retry;
  CHECK(devices::retry_of(job_in(JobState::unknown)) == Retry::copy);
  CHECK(devices::retry_of(job_in(JobState::sent)) == Retry::copy);
  CHECK(devices::retry_of(job_in(JobState::unknown, JobKind::copy)) == Retry::copy);
  CHECK(devices::retry_of(job_in(JobState::unknown, JobKind::x_report)) == Retry::anew);
  CHECK(devices::retry_of(job_in(JobState::failed)) == Retry::again);
  CHECK(devices::retry_of(job_in(JobState::expired)) == Retry::again);
  for (const JobState state : {JobState::queued, JobState::printing, JobState::confirmed})
    CHECK_FALSE(devices::retry_of(job_in(state)).has_value());
  for (const JobState state : all_states)
    CHECK_FALSE(devices::retry_of(job_in(state, JobKind::drawer_kick)).has_value());
}

TEST_CASE("names of kinds and states read back", "[devices]") {
  for (const JobState state : all_states) CHECK(devices::parse_job_state(devices::name_of(state)) == state);
  CHECK(devices::parse_job_kind("drawer_kick") == JobKind::drawer_kick);
  CHECK_FALSE(devices::parse_job_kind("poster").has_value());
  CHECK(devices::parse_kind("receipt_printer") == devices::Kind::receipt_printer);
  CHECK_FALSE(devices::parse_kind("toaster").has_value());
}

TEST_CASE("settings of a printer read back as they were written, and complain of what cannot be", "[devices]") {
  devices::PrinterSettings settings{42, false, 5, 100, 300, false, 90, {"food", "drinks"}};
  std::vector<FieldError> errors;
  CHECK(devices::decode_printer_settings(*parse_json(devices::encode(settings)), errors, "") == settings);
  CHECK(errors.empty());
  (void)devices::decode_printer_settings(*parse_json(R"({"drawerPin":3,"pulseOnMs":1,"colour":"red","kitchen":{"categories":[""]}})"), errors,
                                         "/settings");
  REQUIRE(errors.size() == 4);
  CHECK(errors[0].pointer.starts_with("/settings/"));
}
