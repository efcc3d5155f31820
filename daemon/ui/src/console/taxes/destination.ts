// Where goods are sent, and as what they are taxed there. Pure.
export interface Destination {
  readonly place: string;
  readonly taxedAs: string;
}
export const isPlace = (text: string): boolean => /^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$/.test(text.trim());
export const isSent = ({ place, taxedAs }: Destination): boolean => isPlace(place) && taxedAs !== "";
/** As the appliance takes it. */
export const sentTo = ({ place, taxedAs }: Destination): Destination => ({
  place: place.trim().toUpperCase(),
  taxedAs,
});
