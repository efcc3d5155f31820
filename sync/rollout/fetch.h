#pragma once
#include "rollout/disk.h"
#include "rollout/forms.h"

namespace holdfast::rollout {
/// A form of a bundle on its way, piece by piece into `fetch/` of a disk: in any order, from anybody, as each piece is
/// held against its signed digest before it is kept. What is there after a power cut is looked through and goes on. It
/// stays when it is complete, for other appliances that ask, until another form takes the folder.
class Fetch {
 public:
  /// Begins, or goes on with what the disk has of this very form.
  Fetch(Disk& disk, Form form);

  struct Run {
    std::size_t first = 0;  ///< piece
    std::uint64_t offset = 0, bytes = 0;
  };
  /// The next pieces that are missing, side by side, of at most so many bytes (one piece at least); nothing once
  /// complete.
  std::optional<Run> next(std::uint64_t most_bytes) const;
  /// What came for a run: all its pieces, or fewer; of one that was cut short nothing is kept. Keeps what is right, up
  /// to the first that is not.
  Trust<void> take(const Run& run, std::string_view bytes);
  bool complete() const { return here_ == form_.pieces.size(); }
  std::uint64_t bytes_here() const;
  const Form& form() const { return form_; }
  /// The form as a whole, once complete; it is looked at once more.
  Trust<std::string> bytes();

 private:
  std::uint64_t size_of(std::size_t piece) const;
  Disk& disk_;
  Form form_;
  std::vector<bool> has_;
  std::size_t here_ = 0;
};

/// Of the form that lies in `fetch/`: which one, and bytes of it where all of that range is there; for who serves it.
std::string fetched_digest(Disk& disk);
std::uint64_t fetched_length(Disk& disk);
std::optional<std::string> fetched_range(Disk& disk, std::uint64_t offset, std::uint64_t bytes);
}  // namespace holdfast::rollout
