export type Sound = "ok" | "unknown" | "error" | "paid";

// Frequencies in Hz and lengths in seconds. A good scan is short and high; what needs a person is low and long.
const notes: Record<Sound, readonly (readonly [number, number])[]> = {
  ok: [[1760, 0.05]],
  unknown: [
    [220, 0.16],
    [0, 0.05],
    [220, 0.16],
    [0, 0.05],
    [165, 0.3],
  ],
  error: [
    [330, 0.12],
    [247, 0.22],
  ],
  paid: [
    [988, 0.08],
    [1319, 0.16],
  ],
};

let context: AudioContext | undefined;
let volume = Number(localStorage.getItem("holdfast.volume") ?? "0.5");

/** 0 is silent, 1 is loud; kept on this till. */
export function setVolume(value: number): void {
  volume = value;
  localStorage.setItem("holdfast.volume", String(value));
}
export function getVolume(): number {
  return volume;
}

/** Plays at once, and never fails: a till without loudspeakers works too. */
export function play(sound: Sound): void {
  if (volume <= 0) return;
  try {
    context ??= new AudioContext();
    void context.resume();
    let at = context.currentTime;
    for (const [frequency, length] of notes[sound]) {
      if (frequency > 0) beep(context, frequency, at, length);
      at += length;
    }
  } catch {
    context = undefined;
  }
}

function beep(audio: AudioContext, frequency: number, at: number, length: number): void {
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.type = "triangle";
  tone.frequency.value = frequency;
  gain.gain.setValueAtTime(volume * 0.4, at);
  gain.gain.setTargetAtTime(0, at + length * 0.8, length * 0.1);
  tone.connect(gain).connect(audio.destination);
  tone.start(at);
  tone.stop(at + length);
}
