-- Repair by bucket reads rows and bucket sums as they are. Answers to calls of tills are let go of by age every hour.
CREATE INDEX realtime_answer_age ON realtime_answer(answered_us);
