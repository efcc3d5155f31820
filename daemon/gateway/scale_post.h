#pragma once
#include "base/id.h"
#include "gateway/line_post.h"
#include "scale/weighing_book.h"

namespace holdfast::gateway {
/// One scale: its weighings (scale/weighing_book.h) behind its line. What a weighing shows while it runs goes to the
/// terminal that asked, as the live message `Weight`.
class ScalePost final : public LinePost {
 public:
  ScalePost(PostParts parts, devices::Device device, link::Address address);
  void sweep(Instant now) override { book_.sweep(now); }

  Result<scale::Weighing> start_weighing(scale::StartWeighing start);
  const scale::Weighing* find(const Uuid& id) const { return book_.find(id); }
  Result<scale::Weighing> confirm_same(const Uuid& id, const Uuid& terminal);
  Result<scale::Weighing> cancel(const Uuid& id, const Uuid& terminal);
  scale::ScaleAbilities abilities() const { return book_.abilities(); }

  void on_link_up(Instant) override { book_.on_link_up(); }
  void on_link_lost(Instant now) override;
  void on_bytes(std::string_view bytes, Instant now) override;
  void on_time(Instant now) override;
  std::optional<std::string> poll(Instant) override { return book_.poll(); }
  std::optional<Instant> deadline() const override { return book_.deadline(); }

 private:
  void tell_news();
  scale::WeighingBook book_;
  IdSource ids_;
};
}  // namespace holdfast::gateway
