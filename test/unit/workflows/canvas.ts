import type { ExampleNode } from './types';

/** A rectangle on n8n's canvas, in its pixels. */
export interface Box {
	name: string;
	left: number;
	top: number;
	width: number;
	height: number;
}

/** How much room a node takes, with its name below it. */
const nodeSize = { width: 100, height: 140 };
/** An agent is wider: its tools hang below it. */
const agentSize = { width: 240, height: 140 };

/** Where a node or a sticky note stands. */
export function boxOf({ name, type, position, parameters }: ExampleNode): Box {
	const [left, top] = position;
	const { width, height } = parameters as { width?: number; height?: number };
	if (width && height) return { name, left, top, width, height };
	return { name, left, top, ...(type.endsWith('.agent') ? agentSize : nodeSize) };
}

export function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.left + other.width &&
		other.left < one.left + one.width &&
		one.top < other.top + other.height &&
		other.top < one.top + one.height
	);
}
