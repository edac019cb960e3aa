import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** One operation as its file declares it: the entry in the dropdown with its route, and its fields. */
export interface Operation {
	option: INodePropertyOptions & { value: string; action: string; description: string };
	fields: INodeProperties[];
}

/**
 * The properties of one resource: the operation dropdown, and every operation's fields shown only
 * where that operation is chosen.
 *
 * @param resource value in the resource dropdown
 * @param operations in the order of the dropdown
 * @param byDefault value of the operation that is chosen at first
 */
export function describeResource(
	resource: string,
	operations: Operation[],
	byDefault: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: operations.map(({ option }) => option),
			default: byDefault,
		},
		...operations.flatMap(({ option, fields }) =>
			updateDisplayOptions({ show: { resource: [resource], operation: [option.value] } }, fields),
		),
	];
}
