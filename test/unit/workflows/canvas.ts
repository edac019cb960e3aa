import type { ExampleNode, ExampleWorkflow } from './types';

/** A rectangle on n8n's canvas, in its pixels. */
export interface Box {
	name: string;
	left: number;
	top: number;
	width: number;
	height: number;
}

/** As n8n draws them: an agent is wider, as its tools hang below it. */
const nodeWidth = 96;
const agentWidth = 240;
/** Of a node with up to two inputs or outputs, and for each one more. */
const nodeHeight = 96;
const perConnector = 32;
/** How much room a node's name takes below it, with the line that says what it does. */
const nameHeight = 56;
/** The text of a note: how wide a letter is on average, and how high a line. */
const heading = { letter: 12, line: 36 };
const text = { letter: 6.6, line: 20 };
const notePadding = 12;
const textGap = 8;
/** Nearer than this, things look as if they touched. */
const gap = 4;

/** How many inputs and outputs a node has on its sides. */
export function connectorsOf(
	{ name, type, parameters, onError }: ExampleNode,
	{ connections }: ExampleWorkflow,
): { inputs: number; outputs: number } {
	const { rules, options } = parameters as {
		rules?: { values?: unknown[] };
		options?: { fallbackOutput?: string };
	};
	const kind = type.slice(type.lastIndexOf('.') + 1);
	const named = (rules?.values?.length ?? 0) + (options?.fallbackOutput === 'extra' ? 1 : 0);
	const hasTwo = kind === 'if' || onError === 'continueErrorOutput';
	return {
		inputs: kind === 'merge' ? 2 : 1,
		outputs: Math.max(hasTwo ? 2 : 1, named, connections[name]?.main?.length ?? 0),
	};
}

/** Where a node stands, without its name, or a sticky note. */
export function shapeOf(node: ExampleNode, workflow: ExampleWorkflow): Box {
	const { name, type, position, parameters } = node;
	const [left, top] = position;
	const { width, height } = parameters as { width?: number; height?: number };
	if (width && height) return { name, left, top, width, height };
	const { inputs, outputs } = connectorsOf(node, workflow);
	return {
		...{ name, left, top },
		width: type.endsWith('.agent') ? agentWidth : nodeWidth,
		height: nodeHeight + Math.max(0, Math.max(inputs, outputs) - 2) * perConnector,
	};
}

/** The room that everything on the canvas takes, nodes with their names. */
export function boxesOf(workflow: ExampleWorkflow): Box[] {
	return workflow.nodes.map((node) => {
		const box = shapeOf(node, workflow);
		return isNote(node) ? box : { ...box, height: box.height + nameHeight };
	});
}

/** How many pixels a note needs for its text, roughly. */
export function textHeightOf({ parameters }: ExampleNode): number {
	const { content, width } = parameters as { content: string; width: number };
	const room = width - 2 * notePadding;
	const linesOf = (text: string, letter: number) => Math.ceil((text.length * letter) / room);
	return content
		.replaceAll(/[*`]/g, '')
		.split('\n')
		.map((line) => {
			if (line === '') return textGap;
			const isHeading = line.startsWith('## ');
			if (isHeading) return linesOf(line.slice('## '.length), heading.letter) * heading.line;
			return linesOf(line, text.letter) * text.line;
		})
		.reduce((sum, height) => sum + height, 2 * notePadding);
}

/** Whether it is a sticky note. */
export function isNote({ type }: ExampleNode): boolean {
	return type === 'n8n-nodes-base.stickyNote';
}

/** What lies over something else, as `one and other`. */
export function covered(boxes: Box[]): string[] {
	return boxes.flatMap((box, place) =>
		boxes
			.slice(place + 1)
			.filter((other) => overlap(box, other))
			.map((other) => `${box.name} and ${other.name}`),
	);
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.left + other.width + gap &&
		other.left < one.left + one.width + gap &&
		one.top < other.top + other.height + gap &&
		other.top < one.top + one.height + gap
	);
}
