/** The parts of an exported workflow that the tests look at. */
export interface ExampleNode {
	id: string;
	name: string;
	type: string;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: unknown;
}

export interface ExampleWorkflow {
	id: string;
	name: string;
	active?: boolean;
	pinData: object;
	nodes: ExampleNode[];
	connections: Record<string, Record<string, Array<Array<{ node: string }>>>>;
}
