/** Lines of cells as a table for a terminal; the first line is the header. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  return (
    lines
      .map((line) =>
        line
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd(),
      )
      // A name must not be able to steer the terminal.
      .map((line) => line.replaceAll(/\p{Cc}/gu, ' '))
      .join('\n')
  );
}
