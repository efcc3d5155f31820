#include "store/completions.h"

#include <boost/asio/post.hpp>

#include "store/fault.h"

namespace holdfast::store {
void Completions::push(Finished finished) {
  {
    const std::lock_guard lock{mutex_};
    ready_.push_back(std::move(finished));
    if (posted_) return;
    posted_ = true;
  }
  boost::asio::post(io_, [self = shared_from_this()] { self->deliver(); });
}

void Completions::push(std::unique_ptr<Pending> pending) {
  Finished finished;
  finished.pending.push_back(std::move(pending));
  push(std::move(finished));
}

void Completions::deliver() {
  std::vector<Finished> ready;
  {
    const std::lock_guard lock{mutex_};
    ready.swap(ready_);
    posted_ = false;
  }
  for (Finished& finished : ready) {
    if (before_) before_(finished);
    for (auto& pending : finished.pending) {
      Result<Answer> outcome = std::move(pending->outcome);
      pending->done(std::move(outcome));
      pass(FaultPoint::after_answer);
    }
    if (after_) after_(finished);
  }
}

void Completions::detach() {
  before_ = nullptr;
  after_ = nullptr;
}
}  // namespace holdfast::store
