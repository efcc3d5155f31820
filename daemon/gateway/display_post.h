#pragma once
#include "commands/customer_view.h"
#include "display/line_display.h"
#include "gateway/line_post.h"

namespace holdfast::gateway {
/// What a line display shows of a customer's view, written as the site's language writes: the latest line over the
/// total, what was paid over the change, or the greeting.
display::View line_view(const commands::CustomerView& view, const Site& site);

/// One line display. It shows what it is told last; where several registers share it, the one that sold last.
class DisplayPost final : public LinePost {
 public:
  DisplayPost(PostParts parts, devices::Device device, link::Address address);
  void show(const commands::CustomerView& view);
  /// For a few seconds, or until something is sold; false: it is not connected.
  bool show_test();
  void sweep(Instant now) override;

  void on_link_up(Instant now) override;
  void on_link_lost(Instant now) override;
  void on_bytes(std::string_view, Instant now) override { link_health().on_answer(now); }
  void on_time(Instant now) override { display_.on_time(now); }
  std::optional<std::string> poll(Instant) override { return display_.poll(); }
  std::optional<Instant> deadline() const override { return display_.deadline(); }

 private:
  display::LineDisplay display_;
  display::View view_;
  Uuid shown_register_;
  bool selling_ = false;  ///< it shows more than the greeting
  std::optional<Instant> test_until_;
  bool linked_ = false;
};
}  // namespace holdfast::gateway
