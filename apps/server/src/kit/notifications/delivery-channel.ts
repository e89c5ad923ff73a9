/** NOTIFY on this channel says that deliveries have been written: no data, since anybody may listen. */
export const DELIVERY_CHANNEL = 'varve_deliveries';
