import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Resource } from './define';

/** What stands below a node on the canvas: its operation by its name, e.g. `Download Results: Job`. */
export function operationSubtitle(resources: Resource[]): string {
	const names = resources.flatMap(({ name, value, operations }) =>
		operations.map((one): [string, string] => [`${value} ${one.value}`, `${one.name}: ${name}`]),
	);
	return inWords('$parameter["resource"] + " " + $parameter["operation"]', names);
}

/** The same for the event of a trigger. */
export function eventSubtitle(fields: INodeProperties[]): string {
	const { name, names } = choicesOf(fields, 'event');
	return inWords(`$parameter["${name}"]`, names);
}

/** The names of what is chosen in a list, or in another field where nothing is. */
export function chosenSubtitle(fields: INodeProperties[], list: string, otherwise: string): string {
	const [first, second] = [list, otherwise].map((name) => choicesOf(fields, name));
	const chosen = `($parameter["${list}"] || []).map((one) => (${known(first.names)})[one] || one)`;
	return `={{ ${chosen}.join(", ") || (${known(second.names)})[$parameter["${otherwise}"]] }}`;
}

function choicesOf(fields: INodeProperties[], name: string) {
	const field = fields.find((one) => one.name === name);
	const options = (field?.options ?? []) as INodePropertyOptions[];
	return { name, names: options.map((one): [string, string] => [String(one.value), one.name]) };
}

/** An expression that looks a value up in a list of names, computed by the editor. */
function inWords(value: string, names: Array<[value: string, name: string]>): string {
	return `={{ (${known(names)})[${value}] }}`;
}

function known(names: Array<[value: string, name: string]>): string {
	return JSON.stringify(Object.fromEntries(names));
}
