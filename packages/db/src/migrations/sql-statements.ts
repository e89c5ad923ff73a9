/**
 * Cuts a script into its statements, for those that may not share a transaction.
 *
 * Semicolons inside of quotes, dollar quotes, comments and `BEGIN ATOMIC … END` do not end a statement.
 */
export function sqlStatements(script: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let atomicDepth = 0;
  let hasCode = false;
  const pieces =
    /--[^\n]*|\/\*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$|\b(?:begin\s+atomic|case|end)\b|;|\S/gi;
  for (let match = pieces.exec(script); match !== null; match = pieces.exec(script)) {
    const [piece, tag] = match;
    if (piece.startsWith('--')) continue;
    if (piece === '/*') {
      pieces.lastIndex = endOfComment(script, match.index);
      continue;
    }
    if (piece === ';' && atomicDepth === 0) {
      if (hasCode) statements.push(script.slice(start, match.index).trim());
      start = pieces.lastIndex;
      hasCode = false;
      continue;
    }
    hasCode = true;
    if (tag !== undefined)
      pieces.lastIndex = script.indexOf(piece, pieces.lastIndex) + piece.length;
    if (/^begin\s/i.test(piece)) atomicDepth++;
    // CASE ends with END too.
    else if (atomicDepth > 0 && /^case$/i.test(piece)) atomicDepth++;
    else if (atomicDepth > 0 && /^end$/i.test(piece)) atomicDepth--;
  }
  if (hasCode) statements.push(script.slice(start).trim());
  return statements;
}

/** Comments of PostgreSQL may hold comments. */
function endOfComment(script: string, start: number): number {
  let depth = 0;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let mark = marks.exec(script); mark !== null; mark = marks.exec(script)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return script.length;
}
