import type { IExecuteSingleFunctions, INodeProperties, PreSendAction } from 'n8n-workflow';
import { refused } from './refused';
import { beforeSending } from './beforeSending';
import { idOf } from './ids';

/** What may stand in braces in a route: the parameter's definition, and whether it is a number. */
export interface PathField {
	property: Pick<INodeProperties, 'name' | 'displayName'>;
	kind: 'integer' | 'text';
}

/**
 * Makes the `preSend` step that fills `{jobId}` and the like in an operation's `url` with the value of
 * the parameter of that name. A value is URL-encoded whole, so that it stays one path segment whatever
 * it holds; `.` and `..` are refused, since every HTTP client would take them for directions. What is no
 * such field stays: an operation with more than one request fills it in itself.
 *
 * @throws NodeOperationError naming the field when it is empty or of the wrong kind
 */
export function fillPath(fields: PathField[]): PreSendAction {
	const byName = new Map(fields.map((field) => [field.property.name, field]));
	return beforeSending((context, request) => {
		const url = request.url.replace(/\{(\w+)\}/g, (_, name: string) => {
			const field = byName.get(name);
			return field ? encodeSegment(context, field) : `{${name}}`;
		});
		return { ...request, url };
	});
}

function encodeSegment(context: IExecuteSingleFunctions, field: PathField): string {
	const { name, displayName } = field.property;
	if (field.kind === 'integer') return String(idOf(context, field.property));
	const text = String(context.getNodeParameter(name, '', { extractValue: true }) ?? '');
	const segment = pathSegment(text);
	if (segment !== undefined) return segment;
	throw refused(
		context,
		text === '' ? `"${displayName}" is empty` : `"${displayName}" cannot be "${text}"`,
		`Enter a value in ${displayName}.`,
	);
}

/**
 * A text as one segment of a path, whatever it holds.
 *
 * @returns `undefined` for what cannot be one: an empty text, `.`, `..`, and half a character
 */
export function pathSegment(text: string): string | undefined {
	if (text === '' || text === '.' || text === '..') return undefined;
	try {
		return encodeURIComponent(text);
	} catch {
		return undefined;
	}
}
