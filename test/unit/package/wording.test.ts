import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { displayNameOf } from '../../../nodes/shared/displayName';

/** Every field with what is inside it. */
function all(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...all(
			(property.options ?? []).flatMap((option) => {
				if ('values' in option) return (option as INodePropertyCollection).values;
				return 'type' in option ? [option as INodeProperties] : [];
			}),
		),
	]);
}

const properties = all([
	...new BrightRiver().description.properties,
	...new BrightRiverTrigger().description.properties,
	...new BrightRiverApi().properties,
]);
const unique = [...new Map(properties.map((one) => [JSON.stringify(one), one])).values()];

/** One sentence goes without a full stop, several end with one. */
function sentencesIn(description: string): number {
	return description
		.replaceAll('e.g. ', '')
		.split(/\. |\.$/)
		.filter(Boolean).length;
}

/** Fields whose label is not simply the API's name, because that would say less. */
const ownLabels: Record<string, string> = {
	binaryPropertyName: 'Input Binary Field / Put Output File in Field',
	fileId: 'File / File Name or ID',
	getBy: 'Get By',
	imageId: 'Image Name or ID',
	jobId: 'Job',
	jobIds: 'Job IDs',
	r: 'Radius',
	reason: 'Reason Name or ID',
	reasons: 'Reasons / Reason Names or IDs',
	rejectTypeId: 'Reject Type Name or ID',
	rejectionsJson: 'Rejections',
	reviewsJson: 'Reviews',
	field: 'Field Name or ID',
	specifyReviews: 'Specify Reviews / Specify Rejections',
	acceptedByUser: 'Accepted by User',
	clientToken: 'Client Token',
};

it.each(unique.map((property) => [`${property.displayName} (${property.name})`, property]))(
	'%s is worded by the rules',
	(_, property) => {
		const { name, displayName, type, description, placeholder } = property as INodeProperties;
		expect((ownLabels[name] ?? displayNameOf(name)).split(' / ')).toContain(displayName);
		if (description) expect(description.endsWith('.')).toBe(sentencesIn(description) > 1);
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
		if (placeholder && !placeholder.startsWith('Add ')) expect(placeholder).toMatch(/^e\.g\. /);
	},
);

const operations = new BrightRiver().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options }) => options as INodePropertyOptions[]);

it.each(operations.map((option) => [option.name, option]))(
	'operation "%s" has a title, an action in sentence case and a description',
	(_, option) => {
		const { name, action, description } = option as INodePropertyOptions;
		expect(name).toMatch(/^([A-Z][a-z]*|for|of)( ([A-Z][a-z]*|for|of))*$/);
		expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)*$/);
		expect(description).not.toBe('');
		expect(description).not.toBe(action);
	},
);

it('lists every group of operations in alphabetical order', () => {
	for (const { name, options } of new BrightRiver().description.properties) {
		if (name !== 'operation') continue;
		const names = (options as INodePropertyOptions[]).map((option) => option.name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
	}
});
