#include "setup/restoring.h"

namespace holdfast::setup {
Restoring::~Restoring() {
  if (thread_.joinable()) thread_.join();
}

Result<> Restoring::start(const std::filesystem::path& file, const backup::Lock& lock, std::function<void()> done) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return refuse(ErrorCode::not_found, file.string() + " is not there");
  const std::lock_guard held{mutex_};
  if (state_.running) return refuse(ErrorCode::conflict, "a backup is being put in place already");
  if (thread_.joinable()) thread_.join();  // it has said that it is done
  state_ = {true, {}};
  thread_ = std::thread{[this, file, lock, done = std::move(done)] { run(file, lock, done); }};
  return {};
}

Restoring::State Restoring::state() const {
  const std::lock_guard held{mutex_};
  return state_;
}

void Restoring::run(const std::filesystem::path& file, const backup::Lock& lock, const std::function<void()>& done) {
  std::string problem;
  try {
    const Result<> restored = box_.restore(file, lock);
    if (!restored) problem = restored.error().detail;
  } catch (const std::exception& failure) {
    problem = failure.what();
  }
  if (problem.empty()) return done();  // `running` stays: the daemon begins anew with the store
  const std::lock_guard held{mutex_};
  state_ = {false, std::move(problem)};
}
}  // namespace holdfast::setup
