import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { entriesIn } from '../../shared/answer';
import { send } from '../../shared/transport';
import { brightRiver } from '../brightRiverService';

/**
 * The entries of a dropdown out of a call that the documents only name: any list of texts, or of
 * objects with an `id` and a `name`, is taken.
 *
 * @param value what the chosen entry stands for; the other one where it has none
 */
export async function dropdownOf(
	context: ILoadOptionsFunctions,
	url: string,
	value: 'id' | 'name',
): Promise<INodePropertyOptions[]> {
	const request = { url };
	const { body } = await send(context, brightRiver, request);
	return entriesIn(context, body)
		.map(({ id, name }) => ({
			name: String(name ?? id),
			value: (value === 'id' ? (id ?? name) : (name ?? id)) as string | number,
		}))
		.sort((one, other) => one.name.localeCompare(other.name));
}
