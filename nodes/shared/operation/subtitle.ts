import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Resource } from './define';

/** What stands below a node on the canvas: its operation by its name, e.g. `Download Results: Job`. */
export function operationSubtitle(resources: Resource[]): string {
	const names = resources.flatMap(({ name, value, operations }) =>
		operations.map((one): [string, string] => [`${value} ${one.value}`, `${one.name}: ${name}`]),
	);
	return `={{ ${inWords('$parameter["resource"] + " " + $parameter["operation"]', names)} }}`;
}

/**
 * The same for a trigger: its event.
 *
 * @param narrowedBy the list that tells more of an event, where something is chosen in it
 */
export function eventSubtitle(
	fields: INodeProperties[],
	narrowedBy: Record<string, string> = {},
): string {
	const event = inWords('$parameter["event"]', namesIn(fields, 'event'));
	const told = Object.entries(narrowedBy).map(([value, list]) => {
		const names = inWords('one', namesIn(fields, list));
		const chosen = `($parameter["${list}"] || []).map((one) => ${names} || one).join(", ")`;
		return `($parameter["event"] === "${value}" && ${chosen}) || `;
	});
	return `={{ ${told.join('')}${event} }}`;
}

function namesIn(fields: INodeProperties[], name: string): Array<[value: string, name: string]> {
	const options = fields.find((field) => field.name === name)?.options ?? [];
	return (options as INodePropertyOptions[]).map((one) => [String(one.value), one.name]);
}

/** A part of an expression that looks a value up in a list of names; the editor computes it. */
function inWords(value: string, names: Array<[value: string, name: string]>): string {
	return `(${JSON.stringify(Object.fromEntries(names))})[${value}]`;
}
