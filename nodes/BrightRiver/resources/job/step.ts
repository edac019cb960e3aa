import type { INodeExecutionData } from 'n8n-workflow';
import type { Item } from '../../../shared/operation/item';
import { success } from '../../../shared/operation/results';
import { atItsMoment } from '../../api/moments';
import { jobId } from '../../fields';

/** A step of the client's in the life of a job, which is refused where it is not its turn. */
export async function step(item: Item): Promise<INodeExecutionData[]> {
	const send = async () => await item.send();
	return success('jobId')(item, await atItsMoment(item.client, item.id(jobId), send));
}
