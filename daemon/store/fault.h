#pragma once

namespace holdfast::store {
/// Places where crash tests stop the process. HOLDFAST_FAULT="after-commit:137" kills it (SIGKILL) at the 137th pass,
/// "after-commit:137:hang" stops that thread alone, as a disk does that never answers.
enum class FaultPoint {
  mid_command,  ///< the command's rows are written, its savepoint is not released
  before_commit,
  after_commit,  ///< durable, nobody has heard of it
  after_answer,  ///< one answer was handed to its connection
  checkpoint,    ///< before the WAL is copied into the file
};
void pass(FaultPoint point);
}  // namespace holdfast::store
