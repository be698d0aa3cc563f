/** A source in one line, with its address where there is one. */

import { date, t } from "../language/language";
import type { Source } from "./answers";

interface SourceLineProps {
  sources: Record<string, Source> | undefined;
  id: string | null;
  where?: string | null;
}

/** The same as text, for tables. */
export function sourceText(sources: Record<string, Source> | undefined, id: string | null, where?: string | null): string {
  if (!id) return "";
  const source = sources?.[id];
  return [source?.title ?? id, source?.publisher, source?.date, where].filter(Boolean).join(", ");
}

export function SourceLine({ sources, id, where }: SourceLineProps) {
  if (!id) return <span class="soft">{t("no source")}</span>;
  const source = sources?.[id];
  const title = source?.title ?? id;
  const safe = source?.address && /^https?:\/\//.test(source.address) ? source.address : null;
  return (
    <span class="source">
      {safe ? (
        <a href={safe} target="_blank" rel="noreferrer noopener">
          {title}
        </a>
      ) : (
        title
      )}
      {source?.publisher ? `, ${t(source.publisher)}` : ""}
      {source?.date ? `, ${date(source.date)}` : ""}
      {where ? `; ${t(where)}` : ""}
    </span>
  );
}
