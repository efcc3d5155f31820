/** Models that the appliance knows by name (hardware/escpos has their profiles); any other is spoken to as plain ESC/POS. */
export const printers: readonly { value: string; label: string }[] = [
  { value: "epson-tm-t88vi", label: "Epson TM-T88VI" },
  { value: "epson-tm-t88v", label: "Epson TM-T88V" },
  { value: "epson-tm-m30ii", label: "Epson TM-m30II" },
  { value: "epson-tm-t20iii", label: "Epson TM-T20III" },
  { value: "epson-tm-t20ii", label: "Epson TM-T20II" },
  { value: "epson-tm-u220", label: "Epson TM-U220" },
  { value: "star-tsp650ii", label: "Star TSP650II" },
  { value: "star-tsp100", label: "Star TSP100" },
  { value: "star-mc-print3", label: "Star mC-Print3" },
  { value: "star-mc-print2", label: "Star mC-Print2" },
  { value: "star-mpop", label: "Star mPOP" },
  { value: "bixolon-srp-350iii", label: "Bixolon SRP-350III" },
  { value: "citizen-ct-s310ii", label: "Citizen CT-S310II" },
  { value: "zjiang-pos-5890", label: "Zjiang POS-5890" },
];
