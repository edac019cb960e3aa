import { boxesOf, connectorsOf, shapeOf, type Box } from './canvas';
import type { ExampleNode, ExampleWorkflow } from './types';

type Point = readonly [number, number];

/** A connection as n8n draws it. */
interface Line {
	from: string;
	to: string;
	points: Point[];
}

/** How n8n leads a line back: this far out to the side, and this far below where it starts. */
const aside = 40;
const below = 130;
/** So much further left a node may stand before a line to it counts as one that goes back. */
const tolerance = 20;
/** Where the inputs below an agent are: the first one, and from one to the next. */
const firstBelow = 48;
const nextBelow = 48;
/** Into how many straight pieces a curve is cut. */
const pieces = 40;

/** Lines that cross each other, or go over a node or a note that they do not belong to. */
export function tangles(workflow: ExampleWorkflow): string[] {
	const lines = linesOf(workflow);
	const boxes = boxesOf(workflow);
	return lines.flatMap((line, place) => [
		...lines
			.slice(place + 1)
			.filter((other) => cross(line, other))
			.map((other) => `${nameOf(line)} crosses ${nameOf(other)}`),
		...boxes
			.filter(({ name }) => name !== line.from && name !== line.to)
			.filter((box) => line.points.some((point) => isIn(box, point)))
			.map((box) => `${nameOf(line)} goes over ${box.name}`),
	]);
}

/** The connections between steps that lead to the left, as `from -> to`. */
export function linesBack(workflow: ExampleWorkflow): string[] {
	const leftOf = new Map(workflow.nodes.map(({ name, position }) => [name, position[0]]));
	return Object.entries(workflow.connections).flatMap(([from, { main = [] }]) =>
		main
			.flat()
			.filter(({ node }) => leftOf.get(node)! <= leftOf.get(from)!)
			.map(({ node: to }) => nameOf({ from, to })),
	);
}

function nameOf({ from, to }: Pick<Line, 'from' | 'to'>): string {
	return `${from} -> ${to}`;
}

function linesOf(workflow: ExampleWorkflow): Line[] {
	const nodes = new Map(workflow.nodes.map((node) => [node.name, node]));
	return Object.entries(workflow.connections).flatMap(([from, kinds]) =>
		Object.entries(kinds).flatMap(([kind, outputs]) =>
			outputs.flatMap((links, output) =>
				links.map(({ node: to, index }): Line => {
					const [source, target] = [nodes.get(from)!, nodes.get(to)!];
					const points =
						kind === 'main'
							? mainLine(workflow, source, output, target, index)
							: lineUp(workflow, source, kind, target);
					return { from, to, points };
				}),
			),
		),
	);
}

/** From an output on the right of a node to an input on the left of another one. */
function mainLine(
	workflow: ExampleWorkflow,
	source: ExampleNode,
	output: number,
	target: ExampleNode,
	input: number,
): Point[] {
	const [one, other] = [shapeOf(source, workflow), shapeOf(target, workflow)];
	const { outputs } = connectorsOf(source, workflow);
	const { inputs } = connectorsOf(target, workflow);
	const start: Point = [
		one.left + one.width,
		one.top + (one.height * (output + 1)) / (outputs + 1),
	];
	const end: Point = [other.left, other.top + (other.height * (input + 1)) / (inputs + 1)];
	return start[0] - tolerance > end[0] ? lineBack(start, end) : curve(start, end);
}

/** A curve that leaves and arrives level. */
function curve([startX, startY]: Point, [endX, endY]: Point): Point[] {
	const reach = Math.abs(endX - startX) / 2;
	return Array.from({ length: pieces + 1 }, (_, piece): Point => {
		const t = piece / pieces;
		const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
		return [
			a * startX + b * (startX + reach) + c * (endX - reach) + d * endX,
			(a + b) * startY + (c + d) * endY,
		];
	});
}

/** Below the nodes to the left. */
function lineBack([startX, startY]: Point, [endX, endY]: Point): Point[] {
	const corners: Point[] = [
		[startX, startY],
		[startX + aside, startY],
		[startX + aside, startY + below],
		[endX - aside, startY + below],
		[endX - aside, endY],
		[endX, endY],
	];
	return corners.flatMap((corner, place) =>
		place === 0 ? [corner] : straight(corners[place - 1], corner).slice(1),
	);
}

/** From a tool or a model to the agent above it. */
function lineUp(
	workflow: ExampleWorkflow,
	source: ExampleNode,
	kind: string,
	target: ExampleNode,
): Point[] {
	const [one, other] = [shapeOf(source, workflow), shapeOf(target, workflow)];
	const kinds = Object.values(workflow.connections).flatMap((outputs) =>
		Object.entries(outputs)
			.filter(([, links]) => links.flat().some(({ node }) => node === target.name))
			.map(([name]) => name)
			.filter((name) => name !== 'main'),
	);
	// Model, memory, tools: n8n's order is that of the alphabet.
	const place = [...new Set(kinds)].sort().indexOf(kind);
	return straight(
		[one.left + one.width / 2, one.top],
		[other.left + firstBelow + place * nextBelow, other.top + other.height],
	);
}

function straight([startX, startY]: Point, [endX, endY]: Point): Point[] {
	return Array.from({ length: pieces + 1 }, (_, piece): Point => {
		const part = piece / pieces;
		return [startX + (endX - startX) * part, startY + (endY - startY) * part];
	});
}

/** Lines that only start or end at the same place do not cross. */
function cross(one: Line, other: Line): boolean {
	return piecesOf(one).some(([a, b]) => piecesOf(other).some(([c, d]) => meet(a, b, c, d)));
}

function piecesOf({ points }: Line): Array<[Point, Point]> {
	return points.slice(1).map((point, place) => [points[place], point]);
}

/** Whether each of two straight pieces has its ends on both sides of the other. */
function meet(a: Point, b: Point, c: Point, d: Point): boolean {
	return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** On which side of the line through two points a third one is. */
function side([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
	return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}

function isIn({ left, top, width, height }: Box, [x, y]: Point): boolean {
	return x > left && x < left + width && y > top && y < top + height;
}
