import {
  countedValue,
  headOf,
  orderPieces,
  tailOf,
  type AggregatePieces,
  type HeldValue,
  type PieceNo,
} from './aggregate-pieces.ts';
import {
  addHold,
  addPart,
  addSample,
  bucketOf,
  isSummable,
  type BucketSums,
} from './bucket-sums.ts';
import type { TagSpan } from './tag-span.ts';

/** Pieces of a range, and what they are joined to. */
export interface Joining {
  readonly span: TagSpan;
  readonly pieces: AggregatePieces;
  readonly sums: BucketSums;
}

/** Pieces that lie across each other, or one whose summary does not do: their samples are to be looked at. No other piece lies between. */
export interface Cluster {
  /** When each of its segments begins. */
  readonly firstTimes: number[];
  segmentCount: number;
  /** Places of its rows. */
  readonly fromRow: number;
  toRow: number;
  /** When its last sample was. */
  lastTime: number;
  /** How many its segments and rows have. */
  sampleCount: number;
  /** The sample before the range, where it holds until the first of these. */
  readonly before: HeldValue | undefined;
  /** How the next piece begins. */
  next: HeldValue | undefined;
}

/** A segment or row, with its first and last sample. */
interface Piece {
  readonly no: PieceNo;
  readonly head: HeldValue;
  readonly tail: HeldValue;
}

/**
 * Joins all pieces that lie in one bucket and across nothing, by their summaries.
 *
 * @returns the others, in order of time
 */
export function joinWhole(joining: Joining): Cluster[] {
  const { span, pieces } = joining;
  const order = orderPieces(pieces);
  const clusters: Cluster[] = [];
  const before = heldBefore(pieces);
  let head = order.length === 0 ? undefined : headOf(pieces, order[0]!);
  // A piece that began before has the sample that ends it.
  const reachesIn = head !== undefined && head.time < span.fromUs;
  if (before !== undefined && !reachesIn) hold(joining, before, head);
  let newest = -Infinity;
  let rowCount = 0;
  for (let at = 0; at < order.length; at++) {
    const piece = { no: order[at]!, head: head!, tail: tailOf(pieces, order[at]!) };
    const isAcross = piece.head.time <= newest;
    head = at + 1 === order.length ? undefined : headOf(pieces, order[at + 1]!);
    if (!isAcross && isWhole(joining, piece, head)) {
      joinPiece(joining, piece);
      hold(joining, piece.tail, head);
    } else {
      if (!isAcross) {
        clusters.push(createCluster(rowCount, at === 0 && reachesIn ? before : undefined));
      }
      addToCluster(clusters.at(-1)!, pieces, piece);
      clusters.at(-1)!.next = head;
    }
    newest = Math.max(newest, piece.tail.time);
    if (piece.no < 0) rowCount++;
  }
  return clusters;
}

function heldBefore({ held }: AggregatePieces): HeldValue | undefined {
  return held && { time: held.time, value: countedValue(held.value, held.status) };
}

/** Whether a piece that lies across none before it lies in one bucket, and across none behind it, and its summary has sums. */
function isWhole(
  { span, pieces, sums }: Joining,
  { no, head, tail }: Piece,
  next: HeldValue | undefined,
): boolean {
  if (head.time < span.fromUs || tail.time >= span.toUs) return false;
  if (next !== undefined && next.time <= tail.time) return false;
  if (no < 0) return true;
  const { minimum, maximum } = pieces.segments.columns;
  return (
    bucketOf(sums, head.time) === bucketOf(sums, tail.time) &&
    isSummable(minimum[no]!, maximum[no]!)
  );
}

function joinPiece({ pieces, sums }: Joining, { no, head }: Piece): void {
  const bucket = bucketOf(sums, head.time);
  if (no < 0) {
    addSample(sums, bucket, head.value);
    return;
  }
  const { columns } = pieces.segments;
  addPart(sums, bucket, {
    sampleCount: columns.sampleCount[no]!,
    goodCount: columns.goodCount[no]!,
    minimum: columns.minimum[no]!,
    maximum: columns.maximum[no]!,
    total: columns.total[no]!,
    squaredDeviation: columns.squaredDeviation[no]!,
    goodUs: columns.goodUs[no]!,
    integral: (pieces.isLinear ? columns.linearIntegral : columns.stepIntegral)[no]!,
  });
}

/** Lets a sample hold until the next; where none has come, until now, and not beyond the range. */
export function hold(
  { span, pieces, sums }: Joining,
  { time, value }: HeldValue,
  next: HeldValue | undefined,
): void {
  addHold(sums, {
    fromUs: time,
    value,
    toUs: next?.time ?? Math.min(span.toUs, Math.max(pieces.nowUs, time)),
    endValue: pieces.isLinear && next !== undefined ? next.value : Number.NaN,
  });
}

function createCluster(fromRow: number, before: HeldValue | undefined): Cluster {
  return {
    firstTimes: [],
    segmentCount: 0,
    fromRow,
    toRow: fromRow,
    lastTime: -Infinity,
    sampleCount: 0,
    before,
    next: undefined,
  };
}

function addToCluster(cluster: Cluster, { segments }: AggregatePieces, { no, tail }: Piece): void {
  cluster.lastTime = Math.max(cluster.lastTime, tail.time);
  if (no < 0) {
    cluster.toRow++;
    cluster.sampleCount++;
    return;
  }
  cluster.firstTimes.push(segments.columns.firstTime[no]!);
  cluster.segmentCount++;
  cluster.sampleCount += segments.columns.sampleCount[no]!;
}
