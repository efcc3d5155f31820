import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { PairingCode } from "../PairingCode";

/** The first till: which register it is, and a code for its camera. Done by itself once a till has paired. */
export function TillStep({ done }: { done: () => void }) {
  const registers = useResource("listRegisters");
  const terminals = useResource("listTerminals", {}, { every: 3000 });
  const [chosen, setChosen] = useState<string>();
  const paired = terminals.data?.items.filter(({ kind, revokedAt }) => kind === "till" && revokedAt === null) ?? [];
  return (
    <Loaded of={registers}>
      {({ items }) => {
        const register = chosen ?? items[0]?.id;
        return (
          <>
            <Select
              label={t("console_first.which_register")}
              value={register ?? ""}
              options={items.map(({ id, name }) => ({ value: id, label: name }))}
              onChoose={setChosen}
            />
            {register !== undefined && <PairingCode page="/pos" registerId={register} />}
            {paired.length > 0 && (
              <p role="status">
                {t("console_first.paired", { name: paired.at(-1)?.name ?? "" })}{" "}
                <Button kind="primary" icon="check" onClick={done}>
                  {t("console_first.next_step")}
                </Button>
              </p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
