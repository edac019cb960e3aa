import { linesBack, tangles } from './lines';
import type { ExampleWorkflow } from './types';

type Steps = Record<string, { at: [number, number]; to?: string[] }>;

/** A workflow of steps at these places, each with what its outputs lead to. */
function workflowOf(steps: Steps): ExampleWorkflow {
	const nodes = Object.entries(steps).map(([name, { at }]) => ({
		...{ id: name, name, type: 'n8n-nodes-base.noOp', position: at, parameters: {} },
	}));
	const connections = Object.fromEntries(
		Object.entries(steps).map(([name, { to = [] }]) => [
			name,
			{ main: to.map((node) => [{ node, type: 'main', index: 0 }]) },
		]),
	);
	return { id: 'one', name: 'One', pinData: {}, nodes, connections };
}

test('lines side by side are no tangle', () => {
	const workflow = workflowOf({
		A: { at: [0, 0], to: ['B', 'C'] },
		B: { at: [240, -100] },
		C: { at: [240, 100] },
	});
	expect(tangles(workflow)).toEqual([]);
	expect(linesBack(workflow)).toEqual([]);
});

test('lines that cross are told', () => {
	const workflow = workflowOf({
		A: { at: [0, 0], to: ['B', 'C'] },
		B: { at: [240, 100] },
		C: { at: [240, -100] },
	});
	expect(tangles(workflow)).toEqual(['A -> B crosses A -> C']);
});

test('a line over a node that is not its own is told', () => {
	const workflow = workflowOf({
		A: { at: [0, 0], to: ['C'] },
		B: { at: [240, 0] },
		C: { at: [480, 0] },
	});
	expect(tangles(workflow)).toEqual(['A -> C goes over B']);
});

test('a line to the left goes below the nodes, and is named', () => {
	const steps: Steps = { A: { at: [0, 0] }, B: { at: [240, 0], to: ['A'] } };
	const workflow = workflowOf(steps);
	expect(linesBack(workflow)).toEqual(['B -> A']);
	expect(tangles(workflow)).toEqual([]);
	const inTheWay: Steps = { ...steps, C: { at: [120, 130] } };
	expect(tangles(workflowOf(inTheWay))).toEqual(['B -> A goes over C']);
});
