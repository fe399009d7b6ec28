import MarkdownToJsx from 'markdown-to-jsx/react';
import type { ComponentProps } from 'react';
import styles from './Markdown.module.css';

/** Leads out of the program, by its door. */
function Out({ children, href }: Pick<ComponentProps<'a'>, 'children' | 'href'>) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** Pictures are not fetched: their words stand in their place. */
function Words({ alt }: { readonly alt?: string }) {
  return <span>{alt}</span>;
}

const options = {
  // What looks like HTML is shown as it is written.
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    a: Out,
    img: Words,
    // The page's own title stands above.
    h1: { component: 'h3' },
    h2: { component: 'h3' },
    h3: { component: 'h4' },
    h4: { component: 'h5' },
    h5: { component: 'h6' },
  },
} as const;

/** A text written in Markdown, as elements of the page: no raw HTML, no pictures. */
export function Markdown({
  text,
  lang,
}: {
  readonly text: string;
  readonly lang?: string | undefined;
}) {
  return (
    <div className={styles['markdown']} lang={lang} dir="auto">
      <MarkdownToJsx options={options}>{text}</MarkdownToJsx>
    </div>
  );
}
